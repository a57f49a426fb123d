/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainCliLines: a stream line by line, as lines come. A line longer than a script can mean is passed over without
 * being kept.
 */
typedef struct _TerrainCliLines TerrainCliLines;

typedef enum
{
  TERRAIN_CLI_LINE,
  TERRAIN_CLI_LINE_TOO_LONG,
  TERRAIN_CLI_LINE_END,
} TerrainCliLineKind;

#define TERRAIN_CLI_MAX_LINE (16 * 1024 * 1024)

TerrainCliLines *terrain_cli_lines_new (int fd);
void terrain_cli_lines_free (TerrainCliLines *self);
/* @line: (out): the line without its end, valid until the next call; bytes, not yet text */
TerrainCliLineKind terrain_cli_lines_next (TerrainCliLines *self, const char **line, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCliLines, terrain_cli_lines_free)

G_END_DECLS
