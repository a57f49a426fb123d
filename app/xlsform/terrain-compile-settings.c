/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

const char *
terrain_compile_setting (TerrainCompile *self, const char *name)
{
  return self->setting != NULL ? terrain_record_get (self->setting, TERRAIN_COLUMN_SETTING, name) : NULL;
}

gboolean
terrain_compile_setting_is_true (TerrainCompile *self, const char *name)
{
  const char *text = terrain_compile_setting (self, name);

  return text != NULL && terrain_truth (text) == 1;
}

TerrainPlace
terrain_compile_setting_place (TerrainCompile *self, const char *name)
{
  const TerrainField *field
    = self->setting != NULL ? terrain_record_find (self->setting, TERRAIN_COLUMN_SETTING, name) : NULL;

  return terrain_place (self->settings, field != NULL ? self->setting->row : 0, field != NULL ? field->column : NULL);
}

/* One prefix="uri" of the namespaces setting; @at: moved behind it. FALSE where it is none. */
static gboolean
read_namespace (TerrainCompile *self, const char **at)
{
  TerrainAttribute namespace = { NULL, NULL, NULL };
  const char *equals = strchr (*at, '=');
  const char *end = equals != NULL && (equals[1] == '"' || equals[1] == '\'') ? strchr (equals + 2, equals[1]) : NULL;
  g_autofree char *prefix = end != NULL ? g_strstrip (g_strndup (*at, (gsize) (equals - *at))) : NULL;
  g_autofree char *uri = end != NULL ? g_strndup (equals + 2, (gsize) (end - equals - 2)) : NULL;

  if (end == NULL || *prefix == '\0' || !terrain_is_name (prefix) || *uri == '\0')
    return FALSE;
  /* Written into the form as they are; an address holds none of these. */
  if (strpbrk (uri, "<&> \t\r\n") != NULL)
    terrain_compile_error (self, "namespaces", terrain_compile_setting_place (self, "namespaces"),
                           _("The namespace “%s” is no address: it holds a space, “<”, “>” or “&”. Take that out."),
                           uri);
  namespace.name = terrain_compile_text (self, prefix);
  namespace.value = terrain_compile_text (self, uri);
  g_ptr_array_add (self->namespaces, g_memdup2 (&namespace, sizeof namespace));
  *at = end + 1;
  return TRUE;
}

static void
read_namespaces (TerrainCompile *self)
{
  const char *at = terrain_compile_setting (self, "namespaces");

  while (at != NULL)
    {
      while (g_ascii_isspace (*at) || *at == ',')
        at++;
      if (*at == '\0')
        return;
      if (!read_namespace (self, &at))
        {
          terrain_compile_error (self, "namespaces", terrain_compile_setting_place (self, "namespaces"),
                                 _("Namespaces are written as prefix=\"address\", with a space between two."));
          return;
        }
    }
}

static void
read_root (TerrainCompile *self, const char *root_name)
{
  const char *name = terrain_compile_setting (self, "name");

  self->root_name = terrain_compile_text (self, name != NULL ? name : root_name != NULL ? root_name : "data");
  if (!terrain_is_name (self->root_name))
    {
      terrain_compile_error (self, "name-invalid", terrain_compile_setting_place (self, "name"),
                             _("“%s” cannot be the name of the form's root. Names begin with a letter or “_”, and "
                               "have only letters, digits, “_”, “-” and “.”."),
                             self->root_name);
      self->root_name = "data";
    }
}

static void
check_conflicts (TerrainCompile *self)
{
  if (terrain_compile_setting_is_true (self, "omit_instanceid") && terrain_compile_setting (self, "public_key") != NULL)
    terrain_compile_error (self, "omit-instanceid", terrain_compile_setting_place (self, "omit_instanceid"),
                           _("An encrypted form needs its instanceID. Remove “omit_instanceID” or “public_key”."));
  if (self->settings != NULL && self->settings->records->len > 1)
    {
      const TerrainRecord *second = g_ptr_array_index (self->settings->records, 1);

      terrain_compile_warn (self, "settings-rows", terrain_place (self->settings, second->row, NULL),
                            _("Only the first row of settings is read. Remove this one."));
    }
  for (guint i = 0; self->setting != NULL && i < self->setting->fields->len; i++)
    {
      const TerrainField *field = &g_array_index (self->setting->fields, TerrainField, i);

      if (field->column->role == TERRAIN_COLUMN_IGNORED && g_str_has_prefix (field->column->header, "sms_"))
        terrain_compile_warn (self, "sms-ignored", terrain_place (self->settings, self->setting->row, field->column),
                              _("Sending records by SMS is no part of forms any more: “%s” is ignored."),
                              field->column->header);
    }
}

void
terrain_compile_settings (TerrainCompile *self, const char *form_name, const char *root_name)
{
  const char *id = terrain_compile_setting (self, "form_id");
  const char *title = terrain_compile_setting (self, "form_title");

  read_root (self, root_name);
  self->form_id = terrain_compile_text (self, id != NULL ? id : form_name);
  self->title = title != NULL ? title : self->form_id;
  self->version = terrain_compile_setting (self, "version");
  self->default_language = terrain_compile_setting (self, "default_language");
  read_namespaces (self);
  check_conflicts (self);
}
