package org.tavan.streams;

import org.jspecify.annotations.Nullable;

/// Where metrics and health are served. Every default stands in the constructor.
///
/// They count records and say nothing about a single member, so there is no token; whoever reaches the address may read them.
///
/// @param bindAddress address or host name to listen on; `127.0.0.1`
/// @param port TCP port; 0 takes a free one; 8082
public record MetricsConfig(String bindAddress, Integer port) {
    public MetricsConfig(@Nullable String bindAddress, @Nullable Integer port) {
        this.bindAddress = Defaults.or(bindAddress, "127.0.0.1");
        this.port = Defaults.or(port, 8082);
        if (!(0 <= this.port && this.port <= 65_535)) {
            throw new IllegalArgumentException("The port (%d) must lie in [0, 65535].".formatted(this.port));
        }
    }
}
