/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one door to the engine for everything outside it. */

#include "terrain-capture.h"
#include "terrain-concealment.h"
#include "terrain-control.h"
#include "terrain-document.h"
#include "terrain-encryption.h"
#include "terrain-engine-error.h"
#include "terrain-engine-types.h"
#include "terrain-entity.h"
#include "terrain-environment.h"
#include "terrain-form-check.h"
#include "terrain-form-settings.h"
#include "terrain-explanation.h"
#include "terrain-form.h"
#include "terrain-interview-history.h"
#include "terrain-interview.h"
#include "terrain-issue.h"
#include "terrain-item.h"
#include "terrain-json.h"
#include "terrain-language.h"
#include "terrain-migration.h"
#include "terrain-walk.h"
#include "terrain-xpath.h"
