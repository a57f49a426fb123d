/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainPageView: page presentation: one question, or one field-list group, a page. For kiosk and hand-over.
 *
 * Has no buttons for moving of its own but the prompt for another repeat instance: who embeds it places them and binds
 * their sensitivity. Properties: "at-beginning", "at-end" (read-only, notified), "current-ref"
 * (read-only, notified), "large" (targets of 15 mm and more), "auto-advance" (a choice that leaves nothing else to do
 * on the page goes on by itself after a moment in which it is seen; off by default).
 */
#define TERRAIN_TYPE_PAGE_VIEW (terrain_page_view_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPageView, terrain_page_view, TERRAIN, PAGE_VIEW, GtkWidget)

GtkWidget *terrain_page_view_new (TerrainSession *session);
typedef gboolean (*TerrainPageFilter) (TerrainItem *question, gpointer data);
/* For the respondent alone, after the interviewer handed over the device: only the questions that @filter lets pass, one by
 * one, large, and masked answers as they are. @data: must outlive the view */
GtkWidget *terrain_page_view_new_handed_over (TerrainSession *session, TerrainPageFilter filter, gpointer data);
/* Shows @interview without a record: answers change it and are kept nowhere. */
GtkWidget *terrain_page_view_new_preview (TerrainInterview *interview);

/* Goes on: to the next page, or past the last one ("finished" is then emitted and the page stays).
 * FALSE, and the page stays, where an answer on it is of the wrong type. */
gboolean terrain_page_view_next (TerrainPageView *self);
/* FALSE on the first page. */
gboolean terrain_page_view_previous (TerrainPageView *self);
/* Shows the page that holds @ref. FALSE where it is not asked now. */
gboolean terrain_page_view_jump (TerrainPageView *self, const char *ref);

/* As terrain_form_view_toggle_panel() and terrain_form_view_toggle_group(), for what the page shows. */
gboolean terrain_page_view_toggle_panel (TerrainPageView *self);
gboolean terrain_page_view_toggle_group (TerrainPageView *self);

gboolean terrain_page_view_get_at_beginning (TerrainPageView *self);
/* The page shown is the last one as things stand now: an answer on it may still bring more. */
gboolean terrain_page_view_get_at_end (TerrainPageView *self);
/* Returns: (nullable): of the question or group shown */
const char *terrain_page_view_get_current_ref (TerrainPageView *self);

void terrain_page_view_set_large (TerrainPageView *self, gboolean large);
gboolean terrain_page_view_get_large (TerrainPageView *self);
void terrain_page_view_set_auto_advance (TerrainPageView *self, gboolean auto_advance);
gboolean terrain_page_view_get_auto_advance (TerrainPageView *self);
/* As terrain_form_view_set_show_required(). */
void terrain_page_view_set_show_required (TerrainPageView *self, gboolean show);

/* As terrain_form_view_set_second_language(). */
void terrain_page_view_set_second_language (TerrainPageView *self, const char *language);

/* As terrain_form_view_flush(), for the page shown. */
gboolean terrain_page_view_flush (TerrainPageView *self);

/*
 * Signal "finished": went on from the last page: void (*) (TerrainPageView *self)
 */

G_END_DECLS
