package org.tavan.solver.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the console listens, who may see it, and how much of the past it holds.
///
/// Meter data tell when people are at home, so the default is to listen on this machine only; listening anywhere else needs a token.
///
/// Any parameter may be null, which stands for its default.
///
/// @param bindAddress address or host name to listen on; default `127.0.0.1`
/// @param port TCP port; 0 takes a free one; default 8080
/// @param tokenFile file whose first line is the token (at least 16 characters) that a browser sends as the password of user `tavan`, and a
///        program as a bearer token; null only on a loopback address
/// @param hostNames names under which the server is reached besides its own address, as in the `Host` header; others are refused, so that a web page
///        cannot reach the console through a name of its own (DNS rebinding); default none
/// @param tailRecords most records read from the end of each partition at start, so that years of history do not delay the first page;
///        default 200 000
/// @param prosumerSeriesMax most members with metrics of their own; above it a metric says how many are not shown; default 1 000
public record ConsoleConfig(
        String bindAddress,
        Integer port,
        @Nullable Path tokenFile,
        List<String> hostNames,
        Long tailRecords,
        Integer prosumerSeriesMax) {

    public ConsoleConfig(@Nullable String bindAddress, @Nullable Integer port, @Nullable Path tokenFile,
            @Nullable List<String> hostNames,
            @Nullable Long tailRecords, @Nullable Integer prosumerSeriesMax) {
        this.bindAddress = bindAddress == null ? "127.0.0.1" : bindAddress;
        this.port = port == null ? 8080 : port;
        this.tokenFile = tokenFile;
        this.hostNames = hostNames == null
                ? List.of()
                : hostNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        this.tailRecords = tailRecords == null ? 200_000 : tailRecords;
        this.prosumerSeriesMax = prosumerSeriesMax == null ? 1_000 : prosumerSeriesMax;
        check();
    }

    /// This machine only, port 8080.
    public static ConsoleConfig defaults() {
        return new ConsoleConfig(null, null, null, null, null, null);
    }

    /// The same with another port; 0 takes a free one.
    public ConsoleConfig withPort(int newPort) {
        return new ConsoleConfig(bindAddress, newPort, tokenFile, hostNames, tailRecords, prosumerSeriesMax);
    }

    InetAddress address() {
        return address(bindAddress);
    }

    private void check() {
        if (!(0 <= port && port <= 65_535)) {
            throw new IllegalArgumentException("The port (%d) must lie in [0, 65535].".formatted(port));
        }
        if (tailRecords < 1) {
            throw new IllegalArgumentException(
                    "The tailRecords (%d) must be positive.".formatted(tailRecords));
        }
        if (prosumerSeriesMax < 0) {
            throw new IllegalArgumentException(
                    "The prosumerSeriesMax (%d) must not be negative.".formatted(prosumerSeriesMax));
        }
        if (tokenFile == null && !address(bindAddress).isLoopbackAddress()) {
            throw new IllegalArgumentException("""
                    The bindAddress (%s) is not a loopback address, so a tokenFile is needed.
                    Maybe 127.0.0.1 behind a reverse proxy or an SSH tunnel is what is wanted."""
                    .formatted(bindAddress));
        }
    }

    private static InetAddress address(String bindAddress) {
        try {
            return InetAddress.getByName(bindAddress);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "The bindAddress (%s) is not an address of this machine.".formatted(bindAddress), e);
        }
    }
}
