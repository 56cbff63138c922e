package org.tavan.solver.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The token that opens the console: password of user `tavan` (basic authentication, for browsers) or bearer token (for programs such as Prometheus).
/// Send it over TLS or a tunnel only.
final class Credentials {
    private static final int LENGTH_MIN = 16;

    private final byte[] token;

    private Credentials(byte[] token) {
        this.token = token;
    }

    /// @param file its first line is the token
    /// @throws IllegalArgumentException if the token is shorter than 16 characters
    /// @throws UncheckedIOException if the file cannot be read
    static Credentials read(Path file) {
        try {
            String first = Files.readString(file).lines().findFirst().orElse("").strip();
            if (first.length() < LENGTH_MIN) {
                throw new IllegalArgumentException(
                        "The first line of the tokenFile (%s) must have at least %d characters."
                                .formatted(file, LENGTH_MIN));
            }
            return new Credentials(first.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The tokenFile (%s) cannot be read.".formatted(file), e);
        }
    }

    /// Whether the `Authorization` header carries the token; the time it takes does not tell how much of it is right.
    boolean accept(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return equalsToken(authorization.substring(7).strip());
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                var pair = new String(Base64.getDecoder().decode(authorization.substring(6).strip()),
                        StandardCharsets.UTF_8);
                return pair.startsWith("tavan:") && equalsToken(pair.substring("tavan:".length()));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return false;
    }

    private boolean equalsToken(String candidate) {
        return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
    }
}
