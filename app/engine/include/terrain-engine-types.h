/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Forward declarations only, so that headers need not include each other. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TerrainCapture TerrainCapture;
typedef struct _TerrainChange TerrainChange;
typedef struct _TerrainChoice TerrainChoice;
typedef struct _TerrainControl TerrainControl;
typedef struct _TerrainDocument TerrainDocument;
typedef struct _TerrainEntityChange TerrainEntityChange;
typedef struct _TerrainEnvironment TerrainEnvironment;
typedef struct _TerrainExplanation TerrainExplanation;
typedef struct _TerrainForm TerrainForm;
typedef struct _TerrainInterview TerrainInterview;
typedef struct _TerrainIssue TerrainIssue;
typedef struct _TerrainItem TerrainItem;
typedef struct _TerrainNode TerrainNode;
typedef struct _TerrainProblem TerrainProblem;
typedef struct _TerrainText TerrainText;
typedef struct _TerrainTranslation TerrainTranslation;
typedef struct _TerrainWalk TerrainWalk;
typedef struct _TerrainXPath TerrainXPath;
typedef struct _TerrainXPathHost TerrainXPathHost;
typedef struct _TerrainXPathValue TerrainXPathValue;

G_END_DECLS
