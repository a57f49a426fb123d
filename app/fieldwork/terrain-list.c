/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-list-private.h"

void
terrain_list_replace (GListModel *model, GPtrArray **items, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (items);
  guint shorter = MIN (old->len, wanted->len);
  guint start = 0, end = 0;

  while (start < shorter && old->pdata[start] == wanted->pdata[start])
    start++;
  while (end < shorter - start && old->pdata[old->len - 1 - end] == wanted->pdata[wanted->len - 1 - end])
    end++;

  *items = wanted;
  if (start + end < old->len || start + end < wanted->len)
    g_list_model_items_changed (model, start, old->len - start - end, wanted->len - start - end);
}
