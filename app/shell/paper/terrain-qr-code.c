/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-qr-code.h"

#include <string.h>

/*
 * Numbers of clauses are those of ISO/IEC 18004:2015.
 *
 *   text ─► bits (7.4) ─► blocks with Reed-Solomon codewords (7.5) ─► interleaved (7.6) ─► modules (7.7) ─► mask (7.8)
 */
#define LARGEST 40
#define QUIET 4
#define MOST_SIDE (17 + 4 * LARGEST)

typedef enum
{
  LEVEL_L,
  LEVEL_M,
  N_LEVELS,
} Level;

/* Table 9: error correction codewords a block, and blocks, of versions 1 to 40. */
static const guint8 corrections[N_LEVELS][LARGEST] = {
  { 7,  10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
    28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
  { 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28 },
};
static const guint8 block_counts[N_LEVELS][LARGEST] = {
  { 1, 1, 1, 1, 1,  2,  2,  2,  2,  4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
    8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25 },
  { 1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49 },
};

struct _TerrainQrCode
{
  guint version;
  guint size;
  Level level;
  guint8 dark[MOST_SIDE][MOST_SIDE];     /* [y][x] */
  guint8 reserved[MOST_SIDE][MOST_SIDE]; /* no data, no mask */
};

/* How much there is room for */

static guint
count_alignments (guint version)
{
  return version == 1 ? 0 : version / 7 + 2;
}

/* Codewords of data and correction together: all modules but those of patterns (Table 1). */
static guint
count_codewords (guint version)
{
  guint side = 17 + 4 * version, n = count_alignments (version);
  guint modules = side * side - 3 * 64 - 2 * (side - 16) - 31;

  /* Alignment patterns are 5 by 5; two rows of them lie on the timing lines. */
  if (n > 0)
    modules -= (n * n - 3) * 25 - 2 * (n - 2) * 5;
  if (version >= 7)
    modules -= 36;
  return modules / 8;
}

static guint
count_data (guint version, Level level)
{
  return count_codewords (version) - (guint) corrections[level][version - 1] * block_counts[level][version - 1];
}

/* Bits (7.4) */

typedef struct
{
  GByteArray *bytes;
  guint n; /* bits */
} Bits;

static void
append_bits (Bits *bits, guint value, guint n)
{
  for (guint i = n; i > 0; i--)
    {
      if (bits->n % 8 == 0)
        g_byte_array_append (bits->bytes, (const guint8 *) "\0", 1);
      if ((value >> (i - 1)) & 1)
        bits->bytes->data[bits->n / 8] |= (guint8) (0x80 >> (bits->n % 8));
      bits->n++;
    }
}

static guint
count_bits (guint version, gsize length, gboolean plain)
{
  return (plain ? 0 : 12) + 4 + (version < 10 ? 8 : 16) + (guint) length * 8;
}

/* FALSE where it is too long for all. */
static gboolean
choose_version (TerrainQrCode *self, gsize length, gboolean plain)
{
  for (int level = LEVEL_M; level >= LEVEL_L; level--)
    for (guint version = 1; version <= LARGEST; version++)
      if (length < 4096 && count_bits (version, length, plain) <= count_data (version, (Level) level) * 8)
        {
          self->version = version;
          self->size = 17 + 4 * version;
          self->level = (Level) level;
          return TRUE;
        }
  return FALSE;
}

/* (transfer full): as many codewords as there is room for */
static GByteArray *
make_data (TerrainQrCode *self, const char *text, gsize length, gboolean plain)
{
  Bits bits = { g_byte_array_new (), 0 };
  guint room = count_data (self->version, self->level);

  /* Extended channel interpretation 26: UTF-8 (7.4.2); ASCII needs none. */
  if (!plain)
    {
      append_bits (&bits, 7, 4);
      append_bits (&bits, 26, 8);
    }
  append_bits (&bits, 4, 4);
  append_bits (&bits, (guint) length, self->version < 10 ? 8 : 16);
  for (gsize i = 0; i < length; i++)
    append_bits (&bits, (guint8) text[i], 8);
  append_bits (&bits, 0, MIN (4, room * 8 - bits.n));
  append_bits (&bits, 0, (8 - bits.n % 8) % 8);
  for (guint i = 0; bits.bytes->len < room; i++)
    g_byte_array_append (bits.bytes, (const guint8 *) (i % 2 == 0 ? "\xec" : "\x11"), 1);
  return bits.bytes;
}

/* Correction (7.5): over GF(2^8), modulo x^8 + x^4 + x^3 + x^2 + 1 */

static guint8
multiply (guint8 a, guint8 b)
{
  guint product = 0;

  for (guint i = 8; i > 0; i--)
    {
      product = (product << 1) ^ ((product >> 7) * 0x11d);
      product ^= ((b >> (i - 1)) & 1u) * a;
    }
  return (guint8) product;
}

/* The product of (x - 2^0) … (x - 2^(n-1)), without its first coefficient, which is 1. */
static void
make_generator (guint8 *generator, guint n)
{
  guint8 root = 1;

  memset (generator, 0, n);
  generator[n - 1] = 1;
  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < n; j++)
        {
          generator[j] = multiply (generator[j], root);
          if (j + 1 < n)
            generator[j] ^= generator[j + 1];
        }
      root = multiply (root, 2);
    }
}

static void
correct (const guint8 *data, guint length, const guint8 *generator, guint8 *rest, guint n)
{
  memset (rest, 0, n);
  for (guint i = 0; i < length; i++)
    {
      guint8 factor = data[i] ^ rest[0];

      memmove (rest, rest + 1, n - 1);
      rest[n - 1] = 0;
      for (guint j = 0; j < n; j++)
        rest[j] ^= multiply (generator[j], factor);
    }
}

/* Blocks of two lengths, the shorter ones first; a codeword of each in turn (7.6). (transfer full) */
static GByteArray *
interleave (TerrainQrCode *self, GByteArray *data)
{
  guint blocks = block_counts[self->level][self->version - 1], n = corrections[self->level][self->version - 1];
  guint shorter = data->len / blocks, longer = data->len % blocks;
  guint8 generator[32];
  guint8 rests[64][32];
  const guint8 *starts[64];
  GByteArray *codewords = g_byte_array_new ();

  make_generator (generator, n);
  for (guint b = 0, at = 0; b < blocks; b++)
    {
      guint length = shorter + (b >= blocks - longer ? 1 : 0);

      starts[b] = data->data + at;
      correct (starts[b], length, generator, rests[b], n);
      at += length;
    }
  for (guint i = 0; i <= shorter; i++)
    for (guint b = i < shorter ? 0 : blocks - longer; b < blocks; b++)
      g_byte_array_append (codewords, starts[b] + i, 1);
  for (guint i = 0; i < n; i++)
    for (guint b = 0; b < blocks; b++)
      g_byte_array_append (codewords, &rests[b][i], 1);
  return codewords;
}

/* Patterns (6.3) */

static void
reserve (TerrainQrCode *self, int x, int y, gboolean dark)
{
  if (x < 0 || y < 0 || x >= (int) self->size || y >= (int) self->size)
    return;
  self->dark[y][x] = dark ? 1 : 0;
  self->reserved[y][x] = 1;
}

/* Rings around a middle: with its white border. */
static void
draw_rings (TerrainQrCode *self, int x, int y, int reach)
{
  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      {
        int ring = MAX (ABS (dx), ABS (dy));
        reserve (self, x + dx, y + dy, reach == 4 ? ring != 2 && ring != 4 : ring != 1);
      }
}

static void
draw_alignments (TerrainQrCode *self)
{
  guint n = count_alignments (self->version);
  /* Annex E: evenly spread from the far end, by even steps, but for the first one, which is at 6. */
  guint step = n > 1 ? (self->version == 32 ? 26 : (self->version * 4 + n * 2 + 1) / (n * 2 - 2) * 2) : 0;
  int at[8] = { 6 };

  for (guint i = 1; i < n; i++)
    at[i] = (int) (self->size - 7 - (n - 1 - i) * step);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      if (!((i == 0 && j == 0) || (i == 0 && j == n - 1) || (i == n - 1 && j == 0)))
        draw_rings (self, at[i], at[j], 2);
}

/* Level and mask, twice (7.9). */
static void
draw_format (TerrainQrCode *self, guint mask)
{
  guint data = (self->level == LEVEL_L ? 1u : 0u) << 3 | mask, rest = data;
  int size = (int) self->size;
  guint bits;

  for (guint i = 0; i < 10; i++)
    rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  bits = (data << 10 | rest) ^ 0x5412;
  for (int i = 0; i < 15; i++)
    {
      gboolean dark = (bits >> i) & 1;

      if (i < 6)
        reserve (self, 8, i, dark);
      else if (i < 8)
        reserve (self, 8, i + 1, dark);
      else if (i == 8)
        reserve (self, 7, 8, dark);
      else
        reserve (self, 14 - i, 8, dark);
      if (i < 8)
        reserve (self, size - 1 - i, 8, dark);
      else
        reserve (self, 8, size - 15 + i, dark);
    }
  reserve (self, 8, size - 8, TRUE);
}

/* Of larger ones: which version, twice (7.10). */
static void
draw_version (TerrainQrCode *self)
{
  guint rest = self->version, bits;

  if (self->version < 7)
    return;
  for (guint i = 0; i < 12; i++)
    rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  bits = self->version << 12 | rest;
  for (int i = 0; i < 18; i++)
    {
      int far = (int) self->size - 11 + i % 3, near = i / 3;

      reserve (self, far, near, (bits >> i) & 1);
      reserve (self, near, far, (bits >> i) & 1);
    }
}

static void
draw_patterns (TerrainQrCode *self)
{
  int size = (int) self->size;

  for (int i = 0; i < size; i++)
    {
      reserve (self, 6, i, i % 2 == 0);
      reserve (self, i, 6, i % 2 == 0);
    }
  draw_rings (self, 3, 3, 4);
  draw_rings (self, size - 4, 3, 4);
  draw_rings (self, 3, size - 4, 4);
  draw_alignments (self);
  draw_format (self, 0);
  draw_version (self);
}

/* Two columns at a time from the right, up and down in turn, past the vertical timing line (7.7.3). */
static void
place (TerrainQrCode *self, GByteArray *codewords)
{
  guint n = 0;
  gboolean up = TRUE;

  for (int right = (int) self->size - 1; right > 0; right -= 2, up = !up)
    {
      if (right == 6)
        right = 5;
      for (guint step = 0; step < self->size; step++)
        for (int x = right; x >= right - 1; x--)
          {
            guint y = up ? self->size - 1 - step : step;

            if (self->reserved[y][x] || n >= codewords->len * 8)
              continue;
            self->dark[y][x] = (codewords->data[n / 8] >> (7 - n % 8)) & 1;
            n++;
          }
    }
}

/* Masks (7.8) */

static gboolean
is_turned (guint mask, guint x, guint y)
{
  switch (mask)
    {
    case 0:
      return (x + y) % 2 == 0;
    case 1:
      return y % 2 == 0;
    case 2:
      return x % 3 == 0;
    case 3:
      return (x + y) % 3 == 0;
    case 4:
      return (x / 3 + y / 2) % 2 == 0;
    case 5:
      return x * y % 2 + x * y % 3 == 0;
    case 6:
      return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
      return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

static void
turn (TerrainQrCode *self, guint mask)
{
  for (guint y = 0; y < self->size; y++)
    for (guint x = 0; x < self->size; x++)
      if (!self->reserved[y][x] && is_turned (mask, x, y))
        self->dark[y][x] ^= 1;
}

static guint8
module_at (TerrainQrCode *self, gboolean column, guint line, guint i)
{
  return column ? self->dark[i][line] : self->dark[line][i];
}

/* Runs of one colour, and what looks like a finder with white before or behind it. */
static guint
judge_line (TerrainQrCode *self, gboolean column, guint line)
{
  guint penalty = 0, run = 0, last = 0; /* the last 11 modules */

  for (guint i = 0; i < self->size; i++)
    {
      guint8 dark = module_at (self, column, line, i);

      run = i > 0 && dark == module_at (self, column, line, i - 1) ? run + 1 : 1;
      penalty += run == 5 ? 3 : run > 5 ? 1 : 0;
      last = (last << 1 | dark) & 0x7ff;
      if (i >= 10 && (last == 0x5d0 || last == 0x05d))
        penalty += 40;
    }
  return penalty;
}

static guint
judge (TerrainQrCode *self)
{
  guint penalty = 0, dark = 0, all = self->size * self->size, away;

  for (guint i = 0; i < self->size; i++)
    penalty += judge_line (self, FALSE, i) + judge_line (self, TRUE, i);
  for (guint y = 0; y < self->size; y++)
    for (guint x = 0; x < self->size; x++)
      {
        guint8 here = self->dark[y][x];

        dark += here;
        if (x > 0 && y > 0 && here == self->dark[y][x - 1] && here == self->dark[y - 1][x] &&
            here == self->dark[y - 1][x - 1])
          penalty += 3;
      }
  away = dark * 20 > all * 10 ? dark * 20 - all * 10 : all * 10 - dark * 20;
  return penalty + away / all * 10;
}

static void
choose_mask (TerrainQrCode *self)
{
  guint best = 0, least = G_MAXUINT;

  for (guint mask = 0; mask < 8; mask++)
    {
      guint penalty;

      turn (self, mask);
      draw_format (self, mask);
      penalty = judge (self);
      if (penalty < least)
        {
          least = penalty;
          best = mask;
        }
      turn (self, mask);
    }
  turn (self, best);
  draw_format (self, best);
}

/* In public */

TerrainQrCode *
terrain_qr_code_new (const char *text)
{
  g_autoptr (TerrainQrCode) self = NULL;
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (GByteArray) codewords = NULL;
  gsize length;
  gboolean plain;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  plain = g_str_is_ascii (text);
  self = g_new0 (TerrainQrCode, 1);
  if (!choose_version (self, length, plain))
    return NULL;
  data = make_data (self, text, length, plain);
  codewords = interleave (self, data);
  draw_patterns (self);
  place (self, codewords);
  choose_mask (self);
  return g_steal_pointer (&self);
}

void
terrain_qr_code_free (TerrainQrCode *self)
{
  g_free (self);
}

guint
terrain_qr_code_get_size (TerrainQrCode *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

gboolean
terrain_qr_code_is_dark (TerrainQrCode *self, guint x, guint y)
{
  g_return_val_if_fail (self != NULL && x < self->size && y < self->size, FALSE);

  return self->dark[y][x] != 0;
}

GdkPixbuf *
terrain_qr_code_draw (TerrainQrCode *self, guint scale)
{
  g_return_val_if_fail (self != NULL && scale > 0 && scale <= 64, NULL);

  int side = (int) ((self->size + 2 * QUIET) * scale);
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  guchar *pixels = gdk_pixbuf_get_pixels (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);

  gdk_pixbuf_fill (picture, 0xffffffff);
  for (guint y = 0; y < self->size * scale; y++)
    for (guint x = 0; x < self->size * scale; x++)
      if (self->dark[y / scale][x / scale])
        memset (pixels + (gsize) (y + QUIET * scale) * (gsize) stride + (gsize) (x + QUIET * scale) * 3, 0, 3);
  return picture;
}
