/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The program terrain-hub as a second process: what a client really talks to. */
typedef struct _HubProcess HubProcess;

/* @port: 0 for any. @more: (nullable): further arguments. Returns when it listens. */
HubProcess *hub_process_start (const char *data, const char *forms, guint port, const char *const *more);
const char *hub_process_get_url (HubProcess *self);
guint hub_process_get_port (HubProcess *self);
int hub_process_get_pid (HubProcess *self);
/* SIGTERM; asserts that it ends cleanly. */
void hub_process_stop (HubProcess *self);

/* Runs terrain-hub --data @data @argument [@value] to its end. Returns: (transfer full): what it printed */
char *hub_process_query (const char *data, const char *argument, const char *value);
/* The lines of --list, without the last, empty one. */
char **hub_process_list (const char *data);

/* A small form "small" of version @version, for a folder of forms. */
char *hub_process_make_form (const char *version);
void hub_process_remove_tree (const char *path);
