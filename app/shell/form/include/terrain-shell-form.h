/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one door to the form's widgets for everything outside them. */

#include "terrain-conversation-bar.h"
#include "terrain-conversation.h"
#include "terrain-form-direction.h"
#include "terrain-form-pick.h"
#include "terrain-form-search.h"
#include "terrain-form-sections.h"
#include "terrain-form-style.h"
#include "terrain-form-view.h"
#include "terrain-line.h"
#include "terrain-page-view.h"
#include "terrain-place-giver.h"
#include "terrain-printer.h"
#include "terrain-question.h"
#include "terrain-respondent-view.h"
#include "terrain-second-layout.h"
#include "terrain-tally.h"
#include "terrain-text-guard.h"
#include "terrain-wrap-box.h"
#include "terrain-wrap-buttons.h"
