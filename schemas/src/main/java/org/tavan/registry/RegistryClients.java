package org.tavan.registry;

import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// Clients of this process by registry, so that all serdes share one cache.
final class RegistryClients {
    static final String URL = "schema.registry.url";
    static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";
    private static final String MOCK = "mock://";
    private static final Map<Endpoint, HttpRegistryClient> HTTP = new ConcurrentHashMap<>();
    private static final Map<String, MemoryRegistryClient> MEMORY = new ConcurrentHashMap<>();

    private RegistryClients() {}

    static RegistryClient of(Map<String, ?> configuration) {
        String urls = text(configuration, URL).orElseThrow(() -> new ConfigException(URL, null,
                "is missing, expected URLs of schema registries separated by commas, or mock://<scope>"));
        List<String> all = Arrays.stream(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        if (all.size() == 1 && all.getFirst().startsWith(MOCK)) {
            return MEMORY.computeIfAbsent(all.getFirst().substring(MOCK.length()),
                    _ -> new MemoryRegistryClient());
        }
        List<URI> uris = all.stream().map(RegistryClients::uri).toList();
        if (uris.isEmpty()) {
            throw new ConfigException(URL, urls, "expected at least one URL");
        }
        return HTTP.computeIfAbsent(new Endpoint(uris, userInfo(configuration)),
                endpoint -> new HttpRegistryClient(
                        endpoint.urls(), endpoint.userInfo(), HttpRegistryClient.Pause.SLEEP,
                        InstantSource.system()));
    }

    private static @Nullable String userInfo(Map<String, ?> configuration) {
        String source = text(configuration, CREDENTIALS_SOURCE).orElse("URL");
        return switch (source) {
            case "URL" -> null;
            case "USER_INFO" -> text(configuration, USER_INFO).filter(info -> info.contains(":"))
                    .orElseThrow(() -> new ConfigException(USER_INFO, "[hidden]", "expected user:password"));
            default -> throw new ConfigException(CREDENTIALS_SOURCE, source, "expected URL or USER_INFO");
        };
    }

    private static URI uri(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException _) {
            throw new ConfigException(URL, url,
                    "expected URLs such as http://127.0.0.1:8081, separated by commas");
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new ConfigException(URL, url,
                    "expected URLs such as http://127.0.0.1:8081, separated by commas");
        }
        return uri;
    }

    /// Credentials may be named with or without Confluent's older prefix.
    private static Optional<String> text(Map<String, ?> configuration, String key) {
        Object value = configuration.get(key);
        if (value == null) {
            value = configuration.get("schema.registry." + key);
        }
        return value == null ? Optional.empty() : Optional.of(String.join(",", strings(value)));
    }

    private static List<String> strings(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    private record Endpoint(List<URI> urls, @Nullable String userInfo) {}
}
