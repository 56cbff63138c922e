package org.tavan.solver.api;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request passes before anything looks at it: response headers that keep a browser from doing harm, then size, host, credentials and method.
/// Any failure behind it becomes a problem document.
///
/// Errors: 400 unknown host, 401 without token, 405 other methods than GET and HEAD, 414 address too long, 500 a defect.
final class Guard extends Filter {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int ADDRESS_LENGTH_MAX = 2_048;
    private static final String CONTENT_SECURITY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Set<String> hostNames;
    private final @Nullable Credentials credentials;

    /// @param hostNames lower-case names, without port, that the `Host` header may carry; empty: any
    /// @param credentials null when none are needed
    Guard(Set<String> hostNames, @Nullable Credentials credentials) {
        this.hostNames = Set.copyOf(hostNames);
        this.credentials = credentials;
    }

    @Override
    public String description() {
        return "headers, limits, host and credentials";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        try (exchange) {
            protect(exchange.getResponseHeaders());
            try {
                check(exchange);
                chain.doFilter(exchange);
            } catch (HttpProblem problem) {
                Replies.send(exchange, problem);
            } catch (RuntimeException | Error e) {
                LOG.error("The request for {} failed", exchange.getRequestURI().getPath(), e);
                if (exchange.getResponseCode() == -1) {
                    Replies.send(exchange, new HttpProblem(500, "Internal error",
                            "The request failed; the log of the service says why."));
                }
            }
        }
    }

    private static void protect(Headers headers) {
        headers.set("Content-Security-Policy", CONTENT_SECURITY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private void check(HttpExchange exchange) {
        int length = exchange.getRequestURI().toString().length();
        if (length > ADDRESS_LENGTH_MAX) {
            throw new HttpProblem(414, "Address too long",
                    "The address has %d characters; expected: at most %d.".formatted(length,
                            ADDRESS_LENGTH_MAX));
        }
        String host = hostName(exchange.getRequestHeaders().getFirst("Host"));
        if (!hostNames.isEmpty() && !hostNames.contains(host)) {
            throw HttpProblem.badRequest(
                    "The host %s is not served here; expected: one of %s. Add it to hostNames if it is yours."
                            .formatted(host, String.join(", ", hostNames.stream().sorted().toList())));
        }
        if (credentials != null
                && !credentials.accept(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Tavan\", charset=\"UTF-8\"");
            throw new HttpProblem(401, "Unauthorized",
                    "Expected: user tavan and the token as password, or the token as bearer token.");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            throw new HttpProblem(405, "Method not allowed",
                    "The method %s is not allowed; expected: GET or HEAD.".formatted(method));
        }
    }

    private static String hostName(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int colon = header.lastIndexOf(':');
        boolean port = colon > header.lastIndexOf(']');
        return (port ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
    }
}
