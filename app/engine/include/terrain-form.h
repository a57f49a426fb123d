/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"
#include "terrain-environment.h"

G_BEGIN_DECLS

/*
 * TerrainForm: a parsed form definition. Immutable, reference counted, shareable between threads.
 */

/**
 * terrain_form_parse:
 * @xml: the form's file
 * @source: (nullable) (scope call): where external secondary instances come from
 * @issues: (out) (optional) (element-type TerrainIssue) (transfer full): everything found, in file order
 *
 * Parses and checks a whole form. Never blocks on anything but @source; safe in a worker thread.
 *
 * Returns: (transfer full) (nullable): the form; %NULL with @error set and at least one
 *   %TERRAIN_ISSUE_ERROR in @issues where it cannot run
 */
TerrainForm *terrain_form_parse (GBytes *xml, TerrainSourceFunc source, gpointer user_data, GPtrArray **issues,
                                 GError **error);
/* As terrain_form_parse(), but @xml is (transfer full) and let go of as soon as it has been read: where nobody else holds
 * it, the peak of memory is lower by the file's size. */
TerrainForm *terrain_form_parse_take (GBytes *xml, TerrainSourceFunc source, gpointer user_data, GPtrArray **issues,
                                      GError **error);
TerrainForm *terrain_form_ref (TerrainForm *self);
void terrain_form_unref (TerrainForm *self);

const char *terrain_form_get_id (TerrainForm *self);
/* Returns: (nullable): the version attribute; forms need not have one */
const char *terrain_form_get_version (TerrainForm *self);
const char *terrain_form_get_title (TerrainForm *self);
/* Returns: (nullable): the body's class attribute ("pages", "theme-grid") */
const char *terrain_form_get_style (TerrainForm *self);

/* Languages written in the form's itext, as written there ("French (fr)"), in file order; empty for a form without
 * itext. Index 0 of a form with itext is not special: ask for the default. */
const char *const *terrain_form_get_languages (TerrainForm *self);
const char *terrain_form_get_default_language (TerrainForm *self);

/* The <submission> element's attributes and the like; NULL where not written. */
const char *terrain_form_get_submission_attribute (TerrainForm *self, const char *name);

/* Texts: everything in the form that a translator translates, in document order. */
guint terrain_form_get_n_texts (TerrainForm *self);
const TerrainText *terrain_form_get_text (TerrainForm *self, guint index);
/* (transfer full) (nullable): a text in one of the form's languages, written as TerrainText.source; %NULL where the form
 * has no words of its own for it in @language */
char *terrain_form_dup_text (TerrainForm *self, guint index, const char *language);

/**
 * TerrainText:
 * @context: what a catalogue calls msgctxt: place and role, stable across versions:
 *   "/data/sec/q1:label", "/data/sec/q1:hint", ":guidance", ":constraint", ":required", "choices/yes_no/1:label",
 *   ":image" … for media; "title" for the form's title; "itext:ID:FORM" for an entry nothing refers to
 * @source: the text in the form's source language (the default one), outputs as `<output value="EXPR"/>`
 * @line: 1-based line in the form's file
 * @itext_id: (nullable): the id of the itext entry it stands in; %NULL for one that stands where it is shown
 * @itext_form: (nullable): which form of that entry ("long" for the text itself, "guidance", "image")
 */
struct _TerrainText
{
  char *context;
  char *source;
  int line;
  char *itext_id;
  const char *itext_form;
};

/*
 * TerrainTranslation: one more language for a form, from outside it (a po catalogue).
 * Filled once, then immutable. Texts it lacks fall back to the form's own.
 */
TerrainTranslation *terrain_translation_new (TerrainForm *form, const char *language);
TerrainTranslation *terrain_translation_ref (TerrainTranslation *self);
void terrain_translation_unref (TerrainTranslation *self);
const char *terrain_translation_get_language (TerrainTranslation *self);
/* @text: as TerrainText.source, outputs as `<output value="EXPR"/>`. Fails where an expression in it does not compile
 * or names nodes that the source text does not (a translation must not read other answers). */
gboolean terrain_translation_set_text (TerrainTranslation *self, guint index, const char *text, GError **error);
/* (transfer full) (nullable): what was set */
char *terrain_translation_dup_text (TerrainTranslation *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainForm, terrain_form_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainTranslation, terrain_translation_unref)

G_END_DECLS
