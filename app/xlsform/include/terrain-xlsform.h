/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-sheet-issue.h"
#include "terrain-spreadsheet.h"
#include "terrain-xlsform-form.h"
