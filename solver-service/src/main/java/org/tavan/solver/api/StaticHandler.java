package org.tavan.solver.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The files of the console page, read once from the class path. Only the files listed here exist, so no path leads anywhere else.
///
/// Errors: 404 no such file.
final class StaticHandler implements HttpHandler {
    /// Path → file, in the folder `console` of the class path.
    static final Map<String, String> FILES = Map.ofEntries(Map.entry("/", "index.html"),
            Map.entry("/console.css", "console.css"),
            Map.entry("/icon.svg", "icon.svg"), Map.entry("/js/main.js", "js/main.js"),
            Map.entry("/js/api.js", "js/api.js"),
            Map.entry("/js/format.js", "js/format.js"), Map.entry("/js/dom.js", "js/dom.js"),
            Map.entry("/js/charts.js", "js/charts.js"),
            Map.entry("/js/flow.js", "js/flow.js"), Map.entry("/js/panels.js", "js/panels.js"),
            Map.entry("/js/pages.js", "js/pages.js"), Map.entry("/js/now.js", "js/now.js"),
            Map.entry("/js/microgrid.js", "js/microgrid.js"),
            Map.entry("/js/microgrid-charts.js", "js/microgrid-charts.js"),
            Map.entry("/js/microgrid-panels.js", "js/microgrid-panels.js"),
            Map.entry("/vendor/uplot/uPlot.esm.js", "vendor/uplot/uPlot.esm.js"),
            Map.entry("/vendor/uplot/uPlot.min.css", "vendor/uplot/uPlot.min.css"),
            Map.entry("/vendor/uplot/LICENSE", "vendor/uplot/LICENSE"));

    private final Map<String, Asset> assets = new TreeMap<>();

    StaticHandler() {
        FILES.forEach((path, file) -> assets.put(path, Asset.load(file)));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Asset asset = assets.get(path);
        if (asset == null) {
            throw HttpProblem
                    .notFound("There is nothing at %s; expected: / or a path below /api/v1.".formatted(path));
        }
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.getResponseHeaders().set("ETag", asset.tag());
        if (asset.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            Replies.send(exchange, 200, asset.contentType(), asset.content());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asset(String contentType, String tag, byte[] content) {
        static Asset load(String file) {
            try (var in = StaticHandler.class.getResourceAsStream("/console/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("The class path lacks console/%s.".formatted(file));
                }
                byte[] content = in.readAllBytes();
                String hash = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12);
                return new Asset(contentType(file), "\"" + hash + "\"", content);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The file console/%s of the class path cannot be read.".formatted(file), e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }

        private static String contentType(String file) {
            return switch (file.substring(file.lastIndexOf('.') + 1)) {
                case "html" -> "text/html; charset=utf-8";
                case "css" -> "text/css; charset=utf-8";
                case "js" -> "text/javascript; charset=utf-8";
                case "svg" -> "image/svg+xml";
                default -> "text/plain; charset=utf-8";
            };
        }
    }
}
