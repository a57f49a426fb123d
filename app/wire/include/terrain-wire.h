/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-central-error.h"
#include "terrain-form-list.h"
#include "terrain-manifest.h"
#include "terrain-multipart.h"
#include "terrain-openrosa-response.h"
#include "terrain-submission-head.h"
#include "terrain-wire-error.h"
#include "terrain-wire-hash.h"
