/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FakePortal: the desktop's Location portal on the session bus of a test, on a connection of its own, so that what is
 * tested speaks to it as to any other.
 */
typedef struct
{
  GDBusConnection *connection;
  guint name;
  guint object;
  guint response;    /* to Start: 0 yes, 1 the person said no, 2 something else; G_MAXUINT: none yet */
  gboolean refuses;  /* CreateSession is an error */
  char *session;     /* (nullable): the one that is open */
  char *request;     /* (nullable) */
  char *sender;      /* (nullable) */
  guint n_created;   /* how often somebody asked */
  guint n_closed;
  guint interval;
  guint sessions;    /* registered objects */
  guint requests;
} FakePortal;

FakePortal *fake_portal_new (void);
void fake_portal_free (FakePortal *self);
/* Where the device is; @accuracy in metres, 0: it does not say. */
void fake_portal_move (FakePortal *self, double latitude, double longitude, double accuracy);

G_END_DECLS
