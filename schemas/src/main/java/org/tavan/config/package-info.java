/// Configuration read strictly from YAML into record trees, and the settings shared by all Kafka clients.
@NullMarked
package org.tavan.config;

import org.jspecify.annotations.NullMarked;
