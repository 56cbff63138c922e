package org.tavan.solver.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Writes whole answers; the body of a HEAD request is left out.
final class Replies {
    private Replies() {}

    static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else if (body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static void send(HttpExchange exchange, HttpProblem problem) throws IOException {
        send(exchange, problem.status(), "application/problem+json", Json.bytes(problem.body()));
    }
}
