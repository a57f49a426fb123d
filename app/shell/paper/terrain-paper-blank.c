/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-paper-words.h"
#include "terrain-paper.h"

/* A form to be filled in with a pen: every question, with when it is asked in words, boxes to tick and lines to write on. */

/* Longer lists are not printed: the device has them. */
#define MAX_CHOICES 60
/* A scale of more steps is a number to write. */
#define MAX_STEPS 11
/* Boxes of a question that stay together. */
#define MAX_TOGETHER 14

typedef struct
{
  TerrainPaper *paper;
  GHashTable *numbers; /* of the questions, by the refs of their controls: routing names them */
} Blank;

static void add_children (Blank       *self,
                          TerrainItem *item,
                          guint        level);

static void
add_marked (Blank           *self,
            TerrainPaperMark mark,
            const char      *text,
            gboolean         keep)
{
  TerrainPaperBlock *block = terrain_paper_add_label (self->paper, TERRAIN_PAPER_LINE, text);

  if (!block)
    block = terrain_paper_add (self->paper, TERRAIN_PAPER_LINE, NULL);
  block->mark = mark;
  block->keep = keep;
}

static void
add_note (Blank      *self,
          const char *text)
{
  if (text && text[0])
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_HINT, text);
}

static void
add_rules (Blank           *self,
           TerrainPaperMark mark,
           guint            n)
{
  for (guint i = 0; i < n; i++)
    {
      TerrainPaperBlock *block = terrain_paper_add (self->paper, TERRAIN_PAPER_LINE, NULL);

      block->mark = mark;
      block->keep = i + 1 < n;
    }
}

/* A list that an answer filters is empty as yet, and one of thousands is no paper's. */
static void
add_choices (Blank           *self,
             TerrainItem     *item,
             TerrainPaperMark mark)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint n = choices ? g_list_model_get_n_items (choices) : 0;

  if (n == 0 || n > MAX_CHOICES)
    {
      add_note (self, n == 0 ? _("The choices depend on earlier answers; write the answer down.")
                             : _("The list of choices is too long for paper; write the answer down."));
      add_rules (self, TERRAIN_PAPER_RULE, 1);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      add_marked (self, mark, terrain_choice_get_label (choice), i + 1 < n && i < MAX_TOGETHER);
    }
}

static double
get_number (TerrainControl *control,
            const char     *name,
            double          otherwise)
{
  const char *text = terrain_control_get_attribute (control, name);

  return text ? g_ascii_strtod (text, NULL) : otherwise;
}

static void
add_range (Blank          *self,
           TerrainControl *control)
{
  double start = get_number (control, "start", 0);
  double end = get_number (control, "end", 10);
  double step = ABS (get_number (control, "step", 1));
  double n = step > 0 ? ABS (end - start) / step + 1 : G_MAXDOUBLE;

  if (n > MAX_STEPS)
    {
      g_autofree char *note = g_strdup_printf (_("A number from %g to %g"), start, end);

      add_note (self, note);
      add_rules (self, TERRAIN_PAPER_SHORT_RULE, 1);
      return;
    }
  for (guint i = 0; i < (guint) n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%g", start + (end < start ? -step : step) * i);

      add_marked (self, TERRAIN_PAPER_CIRCLE, text, i + 1 < (guint) n);
    }
}

/* A date is written in the calendar that it is asked in; nothing is said of the Gregorian. */
static void
add_calendar (Blank          *self,
              TerrainControl *control)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new_for_control (control);
  g_autofree char *name = calendar ? terrain_calendar_dup_name (calendar) : NULL;

  if (name)
    add_note (self, name);
}

static void
add_input (Blank          *self,
           TerrainControl *control)
{
  const char *rows = terrain_control_get_attribute (control, "rows");
  guint n = rows ? (guint) CLAMP (g_ascii_strtoll (rows, NULL, 10), 1, 12)
                 : terrain_control_has_appearance (control, "multiline") ? 3 : 1;

  add_calendar (self, control);
  switch (terrain_control_get_data_type (control))
    {
    case TERRAIN_DATA_DATE:
      if (terrain_control_has_appearance (control, "year"))
        add_note (self, _("year"));
      else
        add_note (self, terrain_control_has_appearance (control, "month-year") ? _("month / year")
                                                                               : _("day / month / year"));
      add_rules (self, TERRAIN_PAPER_SHORT_RULE, 1);
      break;
    case TERRAIN_DATA_TIME:
      add_note (self, _("hours : minutes"));
      add_rules (self, TERRAIN_PAPER_SHORT_RULE, 1);
      break;
    case TERRAIN_DATA_DATE_TIME:
      add_note (self, _("day / month / year, hours : minutes"));
      add_rules (self, TERRAIN_PAPER_SHORT_RULE, 1);
      break;
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      add_rules (self, TERRAIN_PAPER_SHORT_RULE, 1);
      break;
    case TERRAIN_DATA_GEOPOINT:
      add_note (self, _("The place: latitude and longitude, or an address"));
      add_rules (self, TERRAIN_PAPER_RULE, 1);
      break;
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
      add_note (self, _("Drawn on the map of the device"));
      add_rules (self, TERRAIN_PAPER_RULE, 1);
      break;
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BOOLEAN:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    default:
      add_rules (self, TERRAIN_PAPER_RULE, n);
      break;
    }
}

static void
add_answer (Blank       *self,
            TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  switch (terrain_control_get_kind (control))
    {
    case TERRAIN_CONTROL_SELECT1:
      add_choices (self, item, TERRAIN_PAPER_CIRCLE);
      break;
    case TERRAIN_CONTROL_SELECT:
      add_note (self, _("Several answers are possible."));
      add_choices (self, item, TERRAIN_PAPER_BOX);
      break;
    case TERRAIN_CONTROL_RANK:
      add_note (self, _("Number them in order, 1 first."));
      add_choices (self, item, TERRAIN_PAPER_BOX);
      break;
    case TERRAIN_CONTROL_RANGE:
      add_range (self, control);
      break;
    case TERRAIN_CONTROL_UPLOAD:
      add_note (self, _("Taken with the device: note the number of the picture or recording."));
      add_rules (self, TERRAIN_PAPER_SHORT_RULE, 1);
      break;
    case TERRAIN_CONTROL_INPUT:
    case TERRAIN_CONTROL_SECRET:
    case TERRAIN_CONTROL_TRIGGER:
    case TERRAIN_CONTROL_GROUP:
    case TERRAIN_CONTROL_REPEAT:
    default:
      add_input (self, control);
      break;
    }
}

/* @of_part: of a heading's part of the form, not of the question that follows */
static void
add_routing (Blank       *self,
             TerrainItem *item,
             gboolean     of_part)
{
  g_autofree char *routing = terrain_paper_dup_routing (item, self->numbers);

  if (routing)
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_ROUTING, routing)->level = of_part ? 1 : 0;
}

/* What only the form fills in is not written by hand. */
static gboolean
is_computed (TerrainItem *item)
{
  g_autoptr (TerrainExplanation) explanation
    = terrain_interview_explain_rule (terrain_item_get_interview (item), terrain_item_get_ref (item),
                                      TERRAIN_ASPECT_VALUE, NULL);

  return explanation && explanation->condition && terrain_item_get_readonly (item);
}

/* With a pen. */
static gboolean
is_answered (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  return !terrain_control_has_appearance (control, "hidden") && !terrain_item_get_readonly (item)
         && terrain_control_get_kind (control) != TERRAIN_CONTROL_TRIGGER && !is_computed (item);
}

/* Before anything is said of any: routing names questions that come later as well. */
static void
number_questions (Blank       *self,
                  TerrainItem *item)
{
  gboolean repeat = terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && is_answered (item))
    g_hash_table_insert (self->numbers, g_strdup (terrain_control_get_ref (terrain_item_get_control (item))),
                         GUINT_TO_POINTER (g_hash_table_size (self->numbers) + 1));
  if (repeat && n == 0)
    {
      terrain_interview_add_instance (terrain_item_get_interview (item), terrain_item_get_ref (item), NULL);
      n = g_list_model_get_n_items (G_LIST_MODEL (item));
    }
  for (guint i = 0; i < (repeat ? MIN (n, 1) : n); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      number_questions (self, child);
    }
}

static void
add_number (Blank             *self,
            TerrainPaperBlock *question,
            TerrainItem       *item)
{
  const char *ref = terrain_control_get_ref (terrain_item_get_control (item));
  g_autofree char *markup = question->markup;

  /* Translators: the number of a question, and its words. */
  question->markup = g_strdup_printf (_("%u. %s"), GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, ref)), markup);
}

static void
add_question (Blank       *self,
              TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  TerrainControlKind kind = terrain_control_get_kind (control);
  g_autofree char *constraint = NULL;

  if (terrain_control_has_appearance (control, "hidden"))
    return;
  if (!is_answered (item))
    {
      const char *label = terrain_item_get_label (item);

      if (!label || !label[0])
        return;
      add_routing (self, item, FALSE);
      TerrainPaperBlock *block = terrain_paper_add_label (self->paper, TERRAIN_PAPER_TEXT, label);
      if (block && kind == TERRAIN_CONTROL_TRIGGER)
        block->mark = TERRAIN_PAPER_BOX;
      return;
    }
  add_routing (self, item, FALSE);

  TerrainPaperBlock *question = terrain_paper_add_label (self->paper, TERRAIN_PAPER_QUESTION,
                                                         terrain_item_get_label (item));
  if (!question)
    question = terrain_paper_add_plain (self->paper, TERRAIN_PAPER_QUESTION,
                                        strrchr (terrain_control_get_ref (control), '/') + 1);
  add_number (self, question, item);
  if (!terrain_item_get_required (item))
    {
      /* Translators: stands after a question that need not be answered. */
      g_autofree char *optional = g_markup_printf_escaped (" <span weight=\"normal\">%s</span>", _("(optional)"));
      g_autofree char *markup = question->markup;

      question->markup = g_strconcat (markup, optional, NULL);
    }
  terrain_paper_add_label (self->paper, TERRAIN_PAPER_HINT, terrain_item_get_hint (item));
  constraint = terrain_paper_dup_constraint (item, self->numbers);
  add_note (self, constraint);
  add_answer (self, item);
}

static gboolean
add_heading (Blank       *self,
             TerrainItem *item,
             guint        level)
{
  const char *label = terrain_item_get_label (item);
  TerrainPaperBlock *block = terrain_paper_add_label (self->paper, TERRAIN_PAPER_HEADING, label);

  if (block)
    block->level = MIN (level, 3);
  add_routing (self, item, TRUE);
  return block != NULL;
}

/* Asked once on paper; how often in the field is said. */
static void
add_repeat (Blank       *self,
            TerrainItem *repeat,
            guint        level)
{
  g_autofree char *count = terrain_paper_dup_count (repeat);
  g_autoptr (TerrainItem) instance = NULL;
  gboolean heading = add_heading (self, repeat, level);

  if (count)
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_ROUTING, count)->level = 1;
  instance = g_list_model_get_item (G_LIST_MODEL (repeat), 0);
  if (instance)
    add_children (self, instance, heading ? level + 1 : level);
  else
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_TEXT,
                             _("These questions follow from earlier answers and are not on this paper."));
}

static void
add_item (Blank       *self,
          TerrainItem *item,
          guint        level)
{
  switch (terrain_item_get_kind (item))
    {
    case TERRAIN_ITEM_QUESTION:
      add_question (self, item);
      break;
    case TERRAIN_ITEM_REPEAT:
      add_repeat (self, item, level);
      break;
    case TERRAIN_ITEM_GROUP:
    case TERRAIN_ITEM_INSTANCE:
    default:
      add_children (self, item, add_heading (self, item, level) ? level + 1 : level);
      break;
    }
}

static void
add_children (Blank       *self,
              TerrainItem *item,
              guint        level)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      add_item (self, child, level);
    }
}

TerrainPaper *
terrain_paper_new_blank (TerrainInterview *interview)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);

  g_auto (TerrainPaperWords) words = terrain_paper_words_begin (terrain_interview_get_language (interview));
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Blank self = { terrain_paper_new (interview), numbers };

  number_questions (&self, terrain_interview_get_root_item (interview));
  terrain_paper_add_plain (self.paper, TERRAIN_PAPER_TITLE, self.paper->title);
  add_children (&self, terrain_interview_get_root_item (interview), 1);
  return self.paper;
}
