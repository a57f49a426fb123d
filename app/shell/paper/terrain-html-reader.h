/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * TerrainHtmlReader: HTML, as a form computes it, as a row of texts and tags, from the first byte to the last, once. There is
 * no HTML that it refuses: what is no tag is text. It builds no tree, so that nothing is too deep; it knows no addresses.
 */
typedef enum
{
  TERRAIN_HTML_TEXT,
  TERRAIN_HTML_OPEN,  /* also of an empty element */
  TERRAIN_HTML_CLOSE,
} TerrainHtmlKind;

typedef struct
{
  const char *at; /* what is not read yet */
  TerrainHtmlKind kind;
  GString *name;       /* of a tag, in small letters */
  GString *text;       /* of a text: entities are replaced */
  GString *attributes; /* of a tag, as written */
  gsize wasted;        /* bytes that were looked through in vain */
} TerrainHtmlReader;

/* @html: must live as long as the reader */
void terrain_html_reader_init (TerrainHtmlReader *self, const char *html);
void terrain_html_reader_clear (TerrainHtmlReader *self);
/* FALSE at the end. Comments, declarations, and the contents of <style>, <script> and <title> are passed over. */
gboolean terrain_html_reader_next (TerrainHtmlReader *self);
/* (transfer full) (nullable): of the tag just read */
char *terrain_html_reader_dup_attribute (TerrainHtmlReader *self, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainHtmlReader, terrain_html_reader_clear)

G_END_DECLS
