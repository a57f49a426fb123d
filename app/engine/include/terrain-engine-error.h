/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TerrainEngineError:
 * @TERRAIN_ENGINE_ERROR_NOT_XML: the bytes are not well-formed XML
 * @TERRAIN_ENGINE_ERROR_NOT_XFORM: well-formed, but not an ODK XForm
 * @TERRAIN_ENGINE_ERROR_INVALID_FORM: an XForm with errors; they are in its list of issues
 * @TERRAIN_ENGINE_ERROR_INVALID_INSTANCE: a saved record that does not belong to the form
 * @TERRAIN_ENGINE_ERROR_XPATH: an expression cannot be compiled or evaluated
 * @TERRAIN_ENGINE_ERROR_NOT_FOUND: no node or question at the given reference
 * @TERRAIN_ENGINE_ERROR_TYPE: the value is not of the question's data type
 * @TERRAIN_ENGINE_ERROR_READONLY: the question is read-only
 * @TERRAIN_ENGINE_ERROR_IRRELEVANT: the question is not asked now
 * @TERRAIN_ENGINE_ERROR_NOT_ALLOWED: the step is not possible here (add beyond jr:count…)
 * @TERRAIN_ENGINE_ERROR_INCOMPLETE: completion refused, terrain_interview_validate() says why
 * @TERRAIN_ENGINE_ERROR_LIMIT: too deep, too large or too slow to be meant
 * @TERRAIN_ENGINE_ERROR_INVALID_LIST: a list beside the form (CSV, GeoJSON) that cannot be read
 * @TERRAIN_ENGINE_ERROR_ENCRYPTION: a submission cannot be encrypted; most of all, the form's public key is none
 */
typedef enum
{
  TERRAIN_ENGINE_ERROR_NOT_XML,
  TERRAIN_ENGINE_ERROR_NOT_XFORM,
  TERRAIN_ENGINE_ERROR_INVALID_FORM,
  TERRAIN_ENGINE_ERROR_INVALID_INSTANCE,
  TERRAIN_ENGINE_ERROR_XPATH,
  TERRAIN_ENGINE_ERROR_NOT_FOUND,
  TERRAIN_ENGINE_ERROR_TYPE,
  TERRAIN_ENGINE_ERROR_READONLY,
  TERRAIN_ENGINE_ERROR_IRRELEVANT,
  TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
  TERRAIN_ENGINE_ERROR_INCOMPLETE,
  TERRAIN_ENGINE_ERROR_LIMIT,
  TERRAIN_ENGINE_ERROR_INVALID_LIST,
  TERRAIN_ENGINE_ERROR_ENCRYPTION,
} TerrainEngineError;

#define TERRAIN_ENGINE_ERROR (terrain_engine_error_quark ())

GQuark terrain_engine_error_quark (void);

G_END_DECLS
