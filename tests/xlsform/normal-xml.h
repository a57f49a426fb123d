/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

/* (transfer full): a node in one spelling: attributes by name, those without a prefix first; no white space beside
 * tags, one space elsewhere. */
char *normal_xml_print (xmlNode *node);
/* (transfer full): a piece of XML that somebody wrote, in the same spelling as far as white space goes. */
char *normal_xml_squeeze (const char *text);
