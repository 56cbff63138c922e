package org.tavan.solver.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the resource of a path and writes its answer.
///
/// Errors: 404 no such resource, with the list of those there are.
final class ApiHandler implements HttpHandler {
    private final List<Resource> resources;

    ApiHandler(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        for (Resource resource : resources) {
            var variables = match(resource.template(), path);
            if (variables.isPresent()) {
                var request = Request.of(exchange.getRequestURI(), variables.get(), resource.parameters());
                Replies.send(exchange, 200, "application/json", Json.bytes(resource.get(request)));
                return;
            }
        }
        throw HttpProblem.notFound("There is nothing at %s; expected: %s.".formatted(path,
                String.join(", ", resources.stream().map(Resource::template).toList())));
    }

    private static Optional<Map<String, String>> match(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                variables.put(expected[i].substring(1, expected[i].length() - 1),
                        Request.decode(actual[i].replace("+", "%2B")));
            } else if (!expected[i].equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
