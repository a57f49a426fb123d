/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-bake.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "terrain-bake-private.h"
#include "terrain-catalog-private.h"
#include "terrain-outputs-private.h"

struct _TerrainBake
{
  xmlDoc *doc;
  TerrainForm *form; /* with every text in itext */
  xmlNode *itext;
  xmlNode *main;     /* the translation of the main language */
};

static gboolean
is_default (xmlNode *translation)
{
  g_autofree char *value = terrain_bake_dup_attribute (translation, "default");

  return value != NULL && !g_str_equal (value, "false()") && !g_str_equal (value, "false");
}

/* "nl" and "Nederlands (nl)" → "Nederlands (nl)", what ODK clients show in their list of languages */
static char *
make_name (const char *language)
{
  g_autofree char *tag = terrain_language_dup_tag (language);
  g_autofree char *name = NULL;

  if (tag == NULL || strchr (language, '(') != NULL)
    return g_strdup (language);
  name = terrain_language_dup_name (tag);
  return g_strdup_printf ("%.*s (%s)", (int) (strchr (name, '(') != NULL ? strcspn (name, "(") - 1 : strlen (name)), name,
                          tag);
}

static xmlNode *
add_language (TerrainBake *self, const char *name)
{
  xmlNode *translation = xmlNewChild (self->itext, self->itext->ns, (const xmlChar *) "translation", NULL);

  xmlSetProp (translation, (const xmlChar *) "lang", (const xmlChar *) name);
  return translation;
}

/* The form's itext and the translation that counts, made where there is none. */
static void
find_itext (TerrainBake *self, xmlNode *model, const char *main_language)
{
  g_autofree char *name = NULL;

  self->itext = terrain_bake_first (model, "itext");
  if (self->itext == NULL)
    {
      self->itext = xmlNewDocNode (self->doc, model->ns, (const xmlChar *) "itext", NULL);
      if (model->children != NULL)
        xmlAddPrevSibling (model->children, self->itext);
      else
        xmlAddChild (model, self->itext);
    }
  self->main = terrain_bake_first (self->itext, "translation");
  for (xmlNode *node = self->main; node != NULL; node = terrain_bake_next (node, "translation"))
    if (is_default (node))
      {
        self->main = node;
        return;
      }
  if (self->main != NULL)
    return;
  name = make_name (main_language != NULL ? main_language : "default");
  self->main = add_language (self, name);
  xmlSetProp (self->main, (const xmlChar *) "default", (const xmlChar *) "true()");
}

static gboolean
load (TerrainBake *self, GBytes *xml, const char *main_language)
{
  gsize length;
  const char *text = g_bytes_get_data (xml, &length);
  xmlNode *root, *model;

  self->doc = length < G_MAXINT ? xmlReadMemory (text, (int) length, NULL, NULL,
                                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                                : NULL;
  root = self->doc != NULL ? xmlDocGetRootElement (self->doc) : NULL;
  model = root != NULL ? terrain_bake_first (terrain_bake_first (root, "head"), "model") : NULL;
  if (model == NULL)
    return FALSE;
  find_itext (self, model, main_language);
  terrain_bake_move_inline (root, model, self->main);
  return TRUE;
}

static GBytes *
write_form (TerrainBake *self)
{
  xmlChar *out = NULL;
  int length = 0;
  GBytes *bytes;

  xmlDocDumpMemoryEnc (self->doc, &out, &length, "UTF-8");
  bytes = g_bytes_new (out, (gsize) length);
  xmlFree (out);
  return bytes;
}

TerrainBake *
terrain_bake_new (GBytes *xml, const char *main_language, TerrainSourceFunc source, gpointer user_data, GError **error)
{
  g_autoptr (TerrainBake) self = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GBytes) moved = NULL;

  g_return_val_if_fail (xml != NULL, NULL);

  /* the engine refuses what is no form, in words, before another parser sees it */
  form = terrain_form_parse (xml, source, user_data, NULL, error);
  if (form == NULL)
    return NULL;
  self = g_new0 (TerrainBake, 1);
  if (!load (self, xml, main_language))
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("The form has no place for translations: it has no model."));
      return NULL;
    }
  moved = write_form (self);
  self->form = terrain_form_parse (moved, source, user_data, NULL, error);
  return self->form != NULL ? g_steal_pointer (&self) : NULL;
}

void
terrain_bake_free (TerrainBake *self)
{
  g_clear_pointer (&self->doc, xmlFreeDoc);
  g_clear_pointer (&self->form, terrain_form_unref);
  g_free (self);
}

static xmlNode *
find_language (TerrainBake *self, const char *language, const char *name)
{
  for (guint pass = 0; pass < 2; pass++)
    for (xmlNode *node = terrain_bake_first (self->itext, "translation"); node != NULL;
         node = terrain_bake_next (node, "translation"))
      {
        g_autofree char *own = terrain_bake_dup_attribute (node, "lang");
        g_autofree char *tag = own != NULL ? terrain_language_dup_tag (own) : NULL;

        if (own == NULL)
          continue;
        /* by the name the file says first: a form may have two kinds of one language */
        if (pass == 0 ? g_strcmp0 (own, name) == 0 || g_str_equal (own, language)
                      : tag != NULL && g_ascii_strcasecmp (tag, language) == 0)
          return node;
      }
  return NULL;
}

/* Makes an element's content of a text as the engine has it: outputs as elements, all else as it is read. */
static void
set_content (xmlNode *value, const char *text)
{
  while (value->children != NULL)
    {
      xmlNode *child = value->children;

      xmlUnlinkNode (child);
      xmlFreeNode (child);
    }
  while (*text != '\0')
    {
      g_autofree char *expression = NULL;
      const char *begin = NULL;
      const char *end = terrain_outputs_next (text, &begin, &expression);
      gsize length = end != NULL ? (gsize) (begin - text) : strlen (text);

      if (length > 0)
        xmlAddChild (value, xmlNewTextLen ((const xmlChar *) text, (int) length));
      if (end != NULL)
        xmlSetProp (xmlNewChild (value, value->ns, (const xmlChar *) "output", NULL), (const xmlChar *) "value",
                    (const xmlChar *) expression);
      text += length + (end != NULL ? (gsize) (end - begin) : 0);
    }
}

/* id → its <text> */
static GHashTable *
index_texts (xmlNode *translation)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNode *text = terrain_bake_first (translation, "text"); text != NULL; text = terrain_bake_next (text, "text"))
    {
      char *id = terrain_bake_dup_attribute (text, "id");

      if (id == NULL || !g_hash_table_contains (texts, id))
        g_hash_table_insert (texts, id != NULL ? id : g_strdup (""), text);
      else
        g_free (id);
    }
  return texts;
}

static xmlNode *
ensure_value (xmlNode *text, const char *form)
{
  xmlNode *value = terrain_bake_find_value (text, form);

  if (value != NULL)
    return value;
  value = xmlNewChild (text, text->ns, (const xmlChar *) "value", NULL);
  if (!g_str_equal (form, "long"))
    xmlSetProp (value, (const xmlChar *) "form", (const xmlChar *) form);
  return value;
}

static void
set_texts (TerrainBake *self, xmlNode *translation, TerrainTranslation *words)
{
  g_autoptr (GHashTable) texts = index_texts (translation);
  g_autoptr (GHashTable) of_main = index_texts (self->main);

  for (guint i = 0; i < terrain_form_get_n_texts (self->form); i++)
    {
      const TerrainText *source = terrain_form_get_text (self->form, i);
      g_autofree char *text = terrain_translation_dup_text (words, i);
      xmlNode *entry, *model, *value;

      if (text == NULL || source->itext_id == NULL)
        continue;
      entry = g_hash_table_lookup (texts, source->itext_id);
      model = g_hash_table_lookup (of_main, source->itext_id);
      if (entry == NULL)
        {
          entry = terrain_bake_add_text (translation, source->itext_id);
          g_hash_table_insert (texts, g_strdup (source->itext_id), entry);
        }
      value = ensure_value (entry, source->itext_form);
      /* where the main language has a long form of its own, this one needs one too */
      if (model != NULL && g_str_equal (source->itext_form, "long") && !xmlHasProp (value, (const xmlChar *) "form"))
        {
          xmlNode *main_value = terrain_bake_find_value (model, "long");

          if (main_value != NULL && xmlHasProp (main_value, (const xmlChar *) "form") != NULL)
            xmlSetProp (value, (const xmlChar *) "form", (const xmlChar *) "long");
        }
      set_content (value, text);
    }
}

gboolean
terrain_bake_add (TerrainBake *self, const char *path, GPtrArray **issues, TerrainCatalogStatistics *statistics,
                  GError **error)
{
  g_autoptr (GPtrArray) found = terrain_issue_list_new ();
  g_autofree char *name = NULL;
  g_autoptr (TerrainTranslation) words = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  words = terrain_catalog_read_named (self->form, path, found, statistics, &name, error);
  if (words != NULL)
    {
      const char *language = terrain_translation_get_language (words);
      g_autofree char *shown = name != NULL && *name != '\0' ? g_strdup (name) : make_name (language);
      xmlNode *translation = find_language (self, language, name);

      set_texts (self, translation != NULL ? translation : add_language (self, shown), words);
    }
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return words != NULL;
}

static gboolean
is_missing (xmlNode *value, xmlNode *of_main)
{
  g_autofree char *text = NULL;
  g_autofree char *main_text = NULL;

  if (value == NULL)
    return TRUE;
  if (terrain_bake_first (value, "output") != NULL)
    return FALSE;
  text = terrain_bake_dup_content (value);
  main_text = terrain_bake_dup_content (of_main);
  return *text == '\0' || (g_str_equal (text, "-") && !g_str_equal (main_text, "-"));
}

/* What a language does not say it says in the main one's words. A text that is there in its long form needs no plain
 * one. */
static void
fill_text (xmlNode *text, xmlNode *of_main)
{
  for (xmlNode *value = terrain_bake_first (of_main, "value"); value != NULL; value = terrain_bake_next (value, "value"))
    {
      g_autofree char *form = terrain_bake_dup_attribute (value, "form");
      xmlNode *own = terrain_bake_find_value (text, form != NULL ? form : "long");

      if (!is_missing (own, value))
        continue;
      if (own != NULL)
        {
          xmlUnlinkNode (own);
          xmlFreeNode (own);
        }
      xmlAddChild (text, xmlCopyNode (value, 1));
    }
}

static void
fill_language (TerrainBake *self, xmlNode *translation)
{
  g_autoptr (GHashTable) texts = index_texts (translation);

  for (xmlNode *entry = terrain_bake_first (self->main, "text"); entry != NULL; entry = terrain_bake_next (entry, "text"))
    {
      g_autofree char *id = terrain_bake_dup_attribute (entry, "id");
      xmlNode *text = id != NULL ? g_hash_table_lookup (texts, id) : NULL;

      if (id != NULL)
        fill_text (text != NULL ? text : terrain_bake_add_text (translation, id), entry);
    }
}

GBytes *
terrain_bake_finish (TerrainBake *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (xmlNode *translation = terrain_bake_first (self->itext, "translation"); translation != NULL;
       translation = terrain_bake_next (translation, "translation"))
    if (translation != self->main)
      fill_language (self, translation);
  return write_form (self);
}
