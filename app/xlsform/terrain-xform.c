/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-entity-private.h"

#define XML(text) ((const xmlChar *) (text))

/* Every form declares these. */
static const TerrainAttribute standard_namespaces[] = {
  { "h", "http://www.w3.org/1999/xhtml", NULL },
  { "ev", "http://www.w3.org/2001/xml-events", NULL },
  { "xsd", "http://www.w3.org/2001/XMLSchema", NULL },
  { "jr", "http://openrosa.org/javarosa", NULL },
  { "orx", "http://openrosa.org/xforms", NULL },
  { "odk", "http://www.opendatakit.org/xforms", NULL },
};

/* Prefixes that tools put in sheets without declaring them. */
static const TerrainAttribute familiar_namespaces[] = {
  { "entities", "http://www.opendatakit.org/xforms/entities", NULL },
  { "esri", "http://esri.com/xforms", NULL },
  { "enk", "http://enketo.org/xforms", NULL },
  { "kb", "http://kobotoolbox.org/xforms", NULL },
  { "cc", "http://commcarehq.org/xforms", NULL },
};

static xmlNs *
declare (TerrainXform *self, const char *prefix, const char *uri)
{
  xmlNs *ns = g_hash_table_lookup (self->prefixes, prefix);

  if (ns != NULL)
    return ns;
  ns = xmlNewNs (self->html, XML (uri), XML (prefix));
  if (ns != NULL)
    g_hash_table_insert (self->prefixes, (gpointer) prefix, ns);
  return ns;
}

static xmlNs *
find_namespace (TerrainXform *self, const char *prefix)
{
  xmlNs *ns = g_hash_table_lookup (self->prefixes, prefix);

  for (guint i = 0; ns == NULL && i < G_N_ELEMENTS (familiar_namespaces); i++)
    if (g_str_equal (familiar_namespaces[i].name, prefix))
      ns = declare (self, familiar_namespaces[i].name, familiar_namespaces[i].value);
  return ns;
}

xmlNode *
terrain_xform_add (xmlNode *parent, xmlNs *ns, const char *name)
{
  return xmlNewChild (parent, ns, XML (name), NULL);
}

void
terrain_xform_set (TerrainXform *self, xmlNode *node, const char *name, const char *value, TerrainPlace place)
{
  const char *colon = strchr (name, ':');
  g_autofree char *prefix = colon != NULL ? g_strndup (name, (gsize) (colon - name)) : NULL;
  const char *local = colon != NULL ? colon + 1 : name;
  xmlNs *ns = prefix != NULL ? find_namespace (self, prefix) : NULL;

  if (!terrain_is_name (local) || (prefix != NULL && ns == NULL))
    {
      if (prefix != NULL && terrain_is_name (local) && terrain_is_name (prefix))
        terrain_compile_error (self->compile, "namespace-unknown", place,
                               _("Nothing says what “%s:” in “%s” is. Declare it in the settings, in “namespaces”, as "
                                 "%s=\"address\"."),
                               prefix, name, prefix);
      else
        terrain_compile_error (self->compile, "attribute-name", place,
                               _("“%s” cannot be the name of an attribute. Correct the name of the column."), name);
      return;
    }
  xmlNewNsProp (node, ns, XML (local), XML (value));
}

/* The next thing in @text from @from on that is shown as a value: a reference, or a path into a secondary instance. */
static gboolean
find_output (TerrainXform *self, const char *text, gsize from, TerrainPlace place, gsize *start, gsize *end)
{
  g_auto (TerrainReference) reference = { 0 };
  const char *instance = strstr (text + from, "instance");
  gboolean found;

  while (instance != NULL && terrain_reference_instance_path (instance) == 0)
    instance = strstr (instance + 1, "instance");
  found = terrain_reference_next (self->compile, text, from, place, &reference);
  if (instance != NULL && (!found || (gsize) (instance - text) < reference.start))
    {
      *start = (gsize) (instance - text);
      *end = *start + terrain_reference_instance_path (instance);
      return TRUE;
    }
  *start = reference.start;
  *end = reference.end;
  return found;
}

void
terrain_xform_add_text (TerrainXform *self, xmlNode *node, const char *text, TerrainEntry *context, TerrainPlace place)
{
  const TerrainReferenceUse use = { context, FALSE, NULL, place };
  gsize from = 0, start, end;

  while (find_output (self, text, from, place, &start, &end))
    {
      g_autofree char *before = g_strndup (text + from, start - from);
      g_autofree char *alone = g_strndup (text + start, end - start);
      xmlNode *output;

      if (*before != '\0')
        xmlAddChild (node, xmlNewDocText (self->doc, XML (before)));
      output = terrain_xform_add (node, self->xforms, "output");
      terrain_xform_set (self, output, "value", terrain_reference_expand (self->compile, alone, &use), place);
      from = end;
    }
  if (text[from] != '\0')
    xmlAddChild (node, xmlNewDocText (self->doc, XML (text + from)));
}

const char *
terrain_xform_expand (TerrainXform *self, TerrainEntry *item, const char *text, const TerrainColumn *column)
{
  const TerrainReferenceUse use = { item, FALSE, NULL, terrain_entry_place (self->compile, item, column) };

  return terrain_reference_expand (self->compile, text, &use);
}

void
terrain_xform_set_expanded (TerrainXform *self, xmlNode *node, TerrainEntry *item, const TerrainAttribute *attribute)
{
  terrain_xform_set (self, node, attribute->name,
                     terrain_xform_expand (self, item, attribute->value, attribute->column),
                     terrain_entry_place (self->compile, item, attribute->column));
}

static void
add_submission (TerrainXform *self)
{
  static const struct
  {
    const char *setting, *attribute;
  } attributes[] = {
    { "submission_url", "action" },
    { "public_key", "base64RsaPublicKey" },
    { "auto_send", "orx:auto-send" },
    { "auto_delete", "orx:auto-delete" },
  };
  gboolean editable = terrain_compile_setting_is_true (self->compile, "client_editable");
  xmlNode *submission = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = terrain_compile_setting (self->compile, attributes[i].setting);
      TerrainPlace place = terrain_compile_setting_place (self->compile, attributes[i].setting);

      if (value == NULL)
        continue;
      if (submission == NULL)
        submission = terrain_xform_add (self->model, self->xforms, "submission");
      if (i == 0)
        terrain_xform_set (self, submission, "method", "post", place);
      if (i >= 2 && terrain_truth (value) >= 0)
        value = terrain_truth (value) ? "true" : "false";
      terrain_xform_set (self, submission, attributes[i].attribute, value, place);
    }
  if (editable && submission == NULL)
    submission = terrain_xform_add (self->model, self->xforms, "submission");
  if (editable)
    terrain_xform_set (self, submission, "odk:client-editable", "true",
                       terrain_compile_setting_place (self->compile, "client_editable"));
}

static void
begin (TerrainXform *self)
{
  const TerrainPlace nowhere = { NULL, 0, 0 };
  const char *style = terrain_compile_setting (self->compile, "style");
  const char *entities = terrain_entities_version (self->compile);
  xmlNode *head, *title;

  self->doc = xmlNewDoc (XML ("1.0"));
  self->html = xmlNewDocNode (self->doc, NULL, XML ("html"), NULL);
  xmlDocSetRootElement (self->doc, self->html);
  self->xforms = xmlNewNs (self->html, XML ("http://www.w3.org/2002/xforms"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (standard_namespaces); i++)
    declare (self, standard_namespaces[i].name, standard_namespaces[i].value);
  for (guint i = 0; i < self->compile->namespaces->len; i++)
    {
      const TerrainAttribute *namespace = g_ptr_array_index (self->compile->namespaces, i);

      declare (self, namespace->name, namespace->value);
    }
  self->xhtml = g_hash_table_lookup (self->prefixes, "h");
  self->odk = g_hash_table_lookup (self->prefixes, "odk");
  xmlSetNs (self->html, self->xhtml);
  head = terrain_xform_add (self->html, self->xhtml, "head");
  title = terrain_xform_add (head, self->xhtml, "title");
  xmlAddChild (title, xmlNewDocText (self->doc, XML (self->compile->title)));
  self->model = terrain_xform_add (head, self->xforms, "model");
  terrain_xform_set (self, self->model, "odk:xforms-version", "1.0.0", nowhere);
  if (entities != NULL)
    terrain_xform_set (self, self->model, "entities:entities-version", entities, nowhere);
  add_submission (self);
  self->body = terrain_xform_add (self->html, self->xhtml, "body");
  if (style != NULL)
    terrain_xform_set (self, self->body, "class", style, nowhere);
}

static GBytes *
print (TerrainXform *self)
{
  xmlChar *text = NULL;
  int length = 0;
  GBytes *bytes;

  xmlDocDumpFormatMemoryEnc (self->doc, &text, &length, "UTF-8", 1);
  bytes = g_bytes_new (text, (gsize) length);
  xmlFree (text);
  return bytes;
}

static void
text_free (gpointer text)
{
  GArray *contents = text;

  g_array_unref (contents);
}

GBytes *
terrain_xform_write (TerrainCompile *compile)
{
  TerrainXform self = { .compile = compile };
  GBytes *bytes;

  self.prefixes = g_hash_table_new (g_str_hash, g_str_equal);
  self.texts = g_ptr_array_new_with_free_func (text_free);
  self.text_index = g_hash_table_new (g_str_hash, g_str_equal);
  self.languages = g_ptr_array_new ();
  begin (&self);
  /* Filled last, when all texts are known, and taken out where there are none. */
  self.itext = terrain_xform_add (self.model, self.xforms, "itext");
  terrain_xform_say_choices (&self);
  terrain_xform_write_binds (&self);
  terrain_xform_write_body (&self);
  terrain_xform_write_instances (&self);
  terrain_xform_write_itext (&self);
  bytes = print (&self);
  xmlFreeDoc (self.doc);
  g_hash_table_unref (self.prefixes);
  g_ptr_array_unref (self.texts);
  g_hash_table_unref (self.text_index);
  g_ptr_array_unref (self.languages);
  return bytes;
}
