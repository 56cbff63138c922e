/// Schema registry: client of Confluent's REST API v7, and a small registry of our own that serves the same API in the process.
@NullMarked
package org.tavan.registry;

import org.jspecify.annotations.NullMarked;
