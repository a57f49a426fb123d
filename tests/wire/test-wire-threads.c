/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wire.h"

/*
 * The endpoint and the sender read documents on worker threads, and the first two may well begin at one moment. libxml2
 * prepares itself at its first use, which not all of its entry points guard: what is lost in that race is seen by the
 * leak check of the sanitized build, at the end of a process of its own.
 */
#define N_THREADS 8
#define N_PROCESSES 12

typedef struct
{
  GMutex lock;
  GCond all_here;
  guint n_here;
} Start;

static gpointer
read_at_once (gpointer data)
{
  Start *start = data;
  static const char text[] = "<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\">"
                             "<message>Gare de l’Ouest</message></OpenRosaResponse>";
  g_autoptr (GBytes) document = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (TerrainOpenrosaResponse) response = NULL;

  g_mutex_lock (&start->lock);
  start->n_here++;
  g_cond_broadcast (&start->all_here);
  while (start->n_here < N_THREADS)
    g_cond_wait (&start->all_here, &start->lock);
  g_mutex_unlock (&start->lock);
  response = terrain_openrosa_response_parse (document, NULL);
  g_assert_cmpstr (response->message, ==, "Gare de l’Ouest");
  return NULL;
}

static void
test_first_use (void)
{
  if (g_test_subprocess ())
    {
      Start start = { 0 };
      GThread *threads[N_THREADS];

      g_mutex_init (&start.lock);
      g_cond_init (&start.all_here);
      for (guint i = 0; i < N_THREADS; i++)
        threads[i] = g_thread_new ("reader", read_at_once, &start);
      for (guint i = 0; i < N_THREADS; i++)
        g_thread_join (threads[i]);
      g_cond_clear (&start.all_here);
      g_mutex_clear (&start.lock);
      return;
    }

  for (guint i = 0; i < N_PROCESSES; i++)
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/threads/first-use", test_first_use);
  return g_test_run ();
}
