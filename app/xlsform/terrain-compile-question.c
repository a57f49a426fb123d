/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

static TerrainPlace
parameter_place (TerrainCompile *self, TerrainEntry *item)
{
  return terrain_entry_place_of (self, item, TERRAIN_COLUMN_PARAMETERS);
}

/* (nullable): the value of a parameter, as a text that stays. */
static const char *
take (TerrainCompile *self, GHashTable *parameters, const char *name)
{
  const char *value = g_hash_table_lookup (parameters, name);

  return value != NULL ? terrain_compile_text (self, value) : NULL;
}

static gboolean
is_one_of (const char *value, const char *const *allowed)
{
  return g_strv_contains (allowed, value);
}

/* (nullable): a parameter that is one of some words; complains of another. */
static const char *
take_word (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters, const char *name,
           const char *const *allowed)
{
  const char *value = take (self, parameters, name);
  g_autofree char *list = NULL;

  if (value == NULL || is_one_of (value, allowed))
    return value;
  list = g_strjoinv (", ", (char **) allowed);
  terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                         _("“%s” cannot be “%s”. It is one of: %s."), name, value, list);
  return NULL;
}

static const char *
take_number (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters, const char *name, gboolean whole)
{
  const char *value = take (self, parameters, name);
  double number;

  if (value == NULL)
    return NULL;
  if (terrain_parse_number (value, &number) && !(whole && strspn (value, "0123456789") != strlen (value)))
    return value;
  terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                         whole ? _("“%s” must be a whole number, not “%s”.") : _("“%s” must be a number, not “%s”."),
                         name, value);
  return NULL;
}

static void
bind_word (TerrainEntry *item, const char *attribute, const char *value)
{
  if (value != NULL)
    terrain_attributes_set (item->bind, attribute, value, NULL);
}

static void
control_word (TerrainEntry *item, const char *attribute, const char *value)
{
  if (value != NULL)
    terrain_attributes_set (item->control, attribute, value, NULL);
}

static const char *const truths[] = { "true", "false", NULL };

static void
read_geo (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters)
{
  static const char *const for_point[]
    = { "allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry", NULL };
  static const char *const for_others[] = { "allow-mock-accuracy", "incremental", "reference-geometry", NULL };
  gboolean point = g_str_equal (item->type->name, "geopoint");
  const char *incremental = g_hash_table_lookup (parameters, "incremental");

  if (!terrain_parameters_check (self, item, parameters, point ? for_point : for_others))
    return;
  bind_word (item, "odk:allow-mock-accuracy", take_word (self, item, parameters, "allow-mock-accuracy", truths));
  control_word (item, "accuracyThreshold", take_number (self, item, parameters, "capture-accuracy", FALSE));
  control_word (item, "unacceptableAccuracyThreshold", take_number (self, item, parameters, "warning-accuracy", FALSE));
  if (incremental != NULL && terrain_truth (incremental) == 1)
    control_word (item, "incremental", "true");
  else if (incremental != NULL && terrain_truth (incremental) == -1)
    terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                           _("“%s” cannot be “%s”. It is one of: %s."), "incremental", incremental, "true, false");
  item->select.list = take (self, parameters, "reference-geometry");
}

/* An Android package: "org.example.camera". */
static gboolean
is_package (const char *text)
{
  return g_regex_match_simple ("^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+$", text, 0, 0);
}

static void
read_image (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters)
{
  static const char *const allowed[] = { "max-pixels", "app", NULL };
  const TerrainAttribute *appearance = terrain_attributes_find (item->control, "appearance");
  const char *app;

  if (!terrain_parameters_check (self, item, parameters, allowed))
    return;
  bind_word (item, "orx:max-pixels", take_number (self, item, parameters, "max-pixels", TRUE));
  app = take (self, parameters, "app");
  if (app == NULL || (appearance != NULL && !g_str_equal (appearance->value, "annotate")))
    return;
  if (is_package (app))
    control_word (item, "intent", app);
  else
    terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                           _("“%s” is not the name of an app. It is written as in “org.example.camera”."), app);
}

static void
read_audit (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters)
{
  static const char *const allowed[] = { "location-priority", "location-min-interval", "location-max-age",
                                         "track-changes", "identify-user", "track-changes-reasons", NULL };
  static const char *const priorities[] = { "no-power", "low-power", "balanced", "high-accuracy", NULL };
  static const char *const reasons[] = { "on-form-edit", NULL };
  const char *minimum, *maximum, *priority;

  if (!terrain_parameters_check (self, item, parameters, allowed))
    return;
  priority = take_word (self, item, parameters, "location-priority", priorities);
  minimum = take_number (self, item, parameters, "location-min-interval", TRUE);
  maximum = take_number (self, item, parameters, "location-max-age", TRUE);
  bind_word (item, "odk:track-changes", take_word (self, item, parameters, "track-changes", truths));
  bind_word (item, "odk:identify-user", take_word (self, item, parameters, "identify-user", truths));
  bind_word (item, "odk:track-changes-reasons", take_word (self, item, parameters, "track-changes-reasons", reasons));
  bind_word (item, "odk:location-max-age", maximum);
  bind_word (item, "odk:location-min-interval", minimum);
  bind_word (item, "odk:location-priority", priority);
  if (priority == NULL && minimum == NULL && maximum == NULL)
    return;
  if (priority == NULL || minimum == NULL || maximum == NULL)
    terrain_compile_error (self, "audit-location", parameter_place (self, item),
                           _("Locations need “location-priority”, “location-min-interval” and “location-max-age”, all "
                             "three."));
  else if (g_ascii_strtoull (maximum, NULL, 10) < g_ascii_strtoull (minimum, NULL, 10))
    terrain_compile_error (self, "audit-location", parameter_place (self, item),
                           _("“location-max-age” must not be less than “location-min-interval”."));
}

static void
read_quality (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters)
{
  static const char *const allowed[] = { "quality", NULL };
  static const char *const qualities[] = { "normal", "low", "voice-only", "external", NULL };
  static const char *const in_background[] = { "normal", "low", "voice-only", NULL };
  gboolean background = item->type->family == TERRAIN_FAMILY_BACKGROUND_AUDIO;
  const char *quality;

  if (!terrain_parameters_check (self, item, parameters, allowed))
    return;
  quality = take_word (self, item, parameters, "quality", background ? in_background : qualities);
  if (background)
    item->quality = quality;
  else
    bind_word (item, "odk:quality", quality);
}

static void
read_text (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters)
{
  static const char *const allowed[] = { "rows", NULL };

  if (terrain_parameters_check (self, item, parameters, allowed))
    control_word (item, "rows", take_number (self, item, parameters, "rows", TRUE));
}

/* (nullable): a parameter that names a column of a list's file, which becomes an element. */
static const char *
take_column (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters, const char *name)
{
  const char *value = take (self, parameters, name);

  if (value == NULL || terrain_is_name (value))
    return value;
  terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                         _("“%s” cannot be the name of a column. Names begin with a letter or “_”, and have only "
                           "letters, digits, “_”, “-” and “.”."), value);
  return NULL;
}

static void
read_select (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters, const TerrainTypeCell *cell)
{
  static const char *const for_list[] = { "randomize", "seed", NULL };
  static const char *const for_file[] = { "randomize", "seed", "value", "label", NULL };
  const char *randomize, *seed;
  double number;

  if (!terrain_parameters_check (self, item, parameters, cell->from_file ? for_file : for_list))
    return;
  item->select.value_ref = take_column (self, item, parameters, "value");
  item->select.label_ref = take_column (self, item, parameters, "label");
  randomize = g_hash_table_lookup (parameters, "randomize");
  if (randomize != NULL && terrain_truth (randomize) == -1)
    terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                           _("“%s” cannot be “%s”. It is one of: %s."), "randomize", randomize, "true, false");
  item->select.randomize = randomize != NULL && terrain_truth (randomize) == 1;
  seed = take (self, parameters, "seed");
  if (seed == NULL)
    return;
  if (!item->select.randomize)
    terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                           _("A seed is for an order at random: write “randomize=true” too."));
  else if (terrain_parse_number (seed, &number)
           || (g_str_has_prefix (seed, "${") && strchr (seed, '}') == seed + strlen (seed) - 1))
    item->select.seed = seed;
  else
    terrain_compile_error (self, "parameter-value", parameter_place (self, item),
                           _("The seed is a number or one question, written as ${name}, not “%s”."), seed);
}

static void
read_parameters (TerrainCompile *self, TerrainEntry *item, const TerrainTypeCell *cell)
{
  g_autoptr (GHashTable) parameters = terrain_parameters_read (self, item);
  const char *name = item->type->name;

  if (parameters == NULL)
    return;
  if (g_str_equal (name, "range"))
    terrain_entry_read_range (self, item, parameters);
  else if (item->type->family == TERRAIN_FAMILY_SELECT)
    read_select (self, item, parameters, cell);
  else if (item->type->family == TERRAIN_FAMILY_AUDIT)
    read_audit (self, item, parameters);
  else if (item->type->family == TERRAIN_FAMILY_PLAIN && item->type->flags & TERRAIN_TYPE_GEO)
    read_geo (self, item, parameters);
  else if (g_str_equal (name, "audio") || item->type->family == TERRAIN_FAMILY_BACKGROUND_AUDIO)
    read_quality (self, item, parameters);
  else if (g_str_equal (name, "image"))
    read_image (self, item, parameters);
  else if (g_str_equal (name, "text"))
    read_text (self, item, parameters);
}

/* What people see must say something; what only calculates is seen by nobody. */
static void
check_label (TerrainCompile *self, TerrainEntry *item)
{
  gboolean said = item->label->len > 0 || item->hint->len > 0;
  gboolean works = terrain_attributes_find (item->bind, "calculate") != NULL || item->triggers->len > 0;

  if (item->type->control == NULL)
    return;
  item->no_control = works && !said;
  if (said || item->media->len > 0 || item->no_control)
    return;
  terrain_compile_error (self, "label-missing", terrain_entry_place (self, item, NULL),
                         _("The question “%s” has no label and no hint. Write in “label” what is asked."), item->name);
}

static void
check_media (TerrainCompile *self, TerrainEntry *item)
{
  gboolean image = FALSE;
  const TerrainColumn *big = NULL;

  for (guint i = 0; i < item->media->len; i++)
    {
      const TerrainMedia *media = &g_array_index (item->media, TerrainMedia, i);

      image |= g_str_equal (media->form, "image");
      if (g_str_equal (media->form, "big-image"))
        big = media->words.column;
    }
  if (big != NULL && !image)
    terrain_compile_error (self, "big-image", terrain_entry_place (self, item, big),
                           _("A big image is shown when the image is tapped. Write one in “image” too."));
}

static void
check_calculation (TerrainCompile *self, TerrainEntry *item)
{
  gboolean calculates = terrain_attributes_find (item->bind, "calculate") != NULL;

  if (item->type->family == TERRAIN_FAMILY_CALCULATE && !calculates && !item->dynamic_default)
    terrain_compile_error (self, "calculation-missing", terrain_entry_place (self, item, NULL),
                           _("“%s” calculates nothing. Write an expression in “calculation”."), item->name);
  if (item->type->family != TERRAIN_FAMILY_BACKGROUND_POINT)
    return;
  if (item->triggers->len == 0 && item->trigger_column == NULL)
    terrain_compile_error (self, "trigger-missing", terrain_entry_place (self, item, NULL),
                           _("“%s” is recorded when a question is answered. Write that question in “trigger”, as "
                             "${name}."), item->name);
  if (calculates)
    terrain_compile_error (self, "trigger-calculation",
                           terrain_entry_place (self, item,
                                               terrain_attributes_find (item->bind, "calculate")->column),
                           _("A place recorded in the background is not calculated. Empty this cell."));
}

/* What the type itself says about the bind. */
static void
bind_type (TerrainCompile *self, TerrainEntry *item)
{
  const TerrainQuestionType *type = item->type;

  if (type->flags & TERRAIN_TYPE_READONLY && terrain_attributes_find (item->bind, "readonly") == NULL)
    terrain_entry_set_bind (self, item, "readonly", "true()", NULL);
  if (type->constraint != NULL && terrain_attributes_find (item->bind, "constraint") == NULL)
    terrain_entry_set_bind (self, item, "constraint", type->constraint, NULL);
  if (type->family == TERRAIN_FAMILY_META)
    {
      terrain_attributes_set (item->bind, "jr:preload", type->extra, NULL);
      terrain_attributes_set (item->bind, "jr:preloadParams", type->extra_value, NULL);
    }
  if (type->flags & TERRAIN_TYPE_DEPRECATED)
    terrain_compile_warn (self, "type-deprecated", terrain_entry_place_of (self, item, TERRAIN_COLUMN_TYPE),
                          _("Hardly any device gives “%s” any more. Use “deviceid”."), type->name);
  if (g_str_equal (type->name, "osm"))
    terrain_compile_warn (self, "type-osm", terrain_entry_place_of (self, item, TERRAIN_COLUMN_TYPE),
                          _("Editing OpenStreetMap is not part of Terrain: “%s” is kept for other clients, and "
                            "people can only attach a file. Use “geopoint”, “geotrace” or “geoshape”."),
                          item->name);
  if (type->extra != NULL && g_str_equal (type->control != NULL ? type->control : "", "upload"))
    terrain_attributes_set (item->control, "mediatype", type->extra, NULL);
}

void
terrain_entry_read_question (TerrainCompile *self, TerrainEntry *item, const TerrainTypeCell *cell)
{
  const TerrainAttribute *data_type = terrain_attributes_find (item->bind, "type");

  if (item->kind == TERRAIN_ENTRY_EXTERNAL)
    return;
  if (cell->list != NULL)
    {
      item->select.list = terrain_compile_text (self, cell->list);
      item->select.from_file = cell->from_file;
      item->select.external = cell->external;
      item->select.or_other = cell->or_other;
    }
  bind_type (self, item);
  read_parameters (self, item, cell);
  if (item->default_value != NULL)
    item->dynamic_default
      = terrain_default_is_dynamic (item->default_value,
                                    data_type != NULL ? data_type->value : item->type->data_type);
  check_label (self, item);
  check_media (self, item);
  check_calculation (self, item);
}
