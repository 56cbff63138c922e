package org.tavan.registry;

import org.apache.avro.Schema;

/// A version of a subject.
///
/// @param subject subject, `<topic>-value`
/// @param version version within the subject, from 1
/// @param id id of the schema in the whole registry
/// @param schema the schema
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
