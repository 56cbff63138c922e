package org.tavan.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Confluent's REST API v7 over the HTTP client of the JDK.
///
/// A request goes to the URL that answered last; if that one does not answer, or answers with 5xx or 429, to the next,
/// and after each round of all of them there is a pause of 100 ms, doubled each time.
final class HttpRegistryClient implements RegistryClient {
    private static final int ROUNDS = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final List<URI> urls;
    private final @Nullable String userInfo;
    private final Pause pause;
    private final Map<Integer, Schema> schemasById = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, RegisteredSchema> lookUps = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> idsBySchema = new ConcurrentHashMap<>();
    private final UnknownIds unknownIds;
    private volatile int preferred;

    HttpRegistryClient(List<URI> urls, @Nullable String userInfo, Pause pause, InstantSource clock) {
        this.unknownIds = new UnknownIds(clock);
        this.urls = List.copyOf(urls);
        this.userInfo = userInfo;
        this.pause = pause;
    }

    @Override
    public int register(String subject, Schema schema) {
        var key = new SubjectSchema(subject, schema.toString());
        Integer known = idsBySchema.get(key);
        if (known == null) {
            known = integer(post("/subjects/" + encode(subject) + "/versions", body(schema)), "id");
            idsBySchema.put(key, known);
        }
        return known;
    }

    @Override
    public RegisteredSchema lookUp(String subject, Schema schema) {
        var key = new SubjectSchema(subject, schema.toString());
        RegisteredSchema known = lookUps.get(key);
        if (known == null) {
            known = registered(post("/subjects/" + encode(subject), body(schema)));
            lookUps.put(key, known);
        }
        return known;
    }

    @Override
    public Schema schema(int id) {
        Schema known = schemasById.get(id);
        if (known == null) {
            unknownIds.refuse(id);
            try {
                known = parse(get("/schemas/ids/" + id));
            } catch (RegistryException e) {
                if (e.status() == 404) {
                    unknownIds.add(id, e);
                }
                throw e;
            }
            schemasById.put(id, known);
        }
        return known;
    }

    @Override
    public RegisteredSchema latest(String subject) {
        return registered(get("/subjects/" + encode(subject) + "/versions/latest"));
    }

    @Override
    public RegisteredSchema version(String subject, int version) {
        return registered(get("/subjects/" + encode(subject) + "/versions/" + version));
    }

    @Override
    public List<Integer> versions(String subject) {
        return get("/subjects/" + encode(subject) + "/versions").valueStream()
                .map(JsonNode::intValue)
                .toList();
    }

    @Override
    public List<String> subjects() {
        return get("/subjects").valueStream().map(JsonNode::stringValue).toList();
    }

    @Override
    public CompatibilityCheck check(String subject, Schema schema) {
        JsonNode answer;
        try {
            answer = post("/compatibility/subjects/" + encode(subject) + "/versions?verbose=true",
                    body(schema));
        } catch (RegistryException e) {
            if (e.status() == 404) {
                return new CompatibilityCheck(true, List.of());
            }
            throw e;
        }
        List<String> messages = answer.path("messages").valueStream().map(JsonNode::asString).toList();
        return new CompatibilityCheck(answer.path("is_compatible").asBoolean(), messages);
    }

    @Override
    public CompatibilityLevel compatibility() {
        return level(get("/config"));
    }

    @Override
    public void setCompatibility(CompatibilityLevel level) {
        put("/config", Map.of("compatibility", level.name()));
    }

    @Override
    public CompatibilityLevel compatibility(String subject) {
        try {
            return level(get("/config/" + encode(subject) + "?defaultToGlobal=true"));
        } catch (RegistryException e) {
            if (e.status() == 404) {
                return compatibility();
            }
            throw e;
        }
    }

    @Override
    public void setCompatibility(String subject, CompatibilityLevel level) {
        put("/config/" + encode(subject), Map.of("compatibility", level.name()));
    }

    private JsonNode get(String path) {
        return call("GET", path, null);
    }

    private JsonNode post(String path, Map<String, String> body) {
        return call("POST", path, body);
    }

    private void put(String path, Map<String, String> body) {
        call("PUT", path, body);
    }

    private JsonNode call(String method, String path, @Nullable Map<String, String> body) {
        var failures = new ArrayList<String>();
        Exception last = null;
        Duration wait = FIRST_PAUSE;
        for (int round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                await(wait);
                wait = wait.multipliedBy(2);
            }
            failures.clear();
            for (int i = 0; i < urls.size(); i++) {
                int index = (preferred + i) % urls.size();
                try {
                    HttpResponse<String> response = HTTP.send(request(urls.get(index), method, path, body),
                            BodyHandlers.ofString(StandardCharsets.UTF_8));
                    int status = response.statusCode();
                    if (status < 500 && status != 429) {
                        preferred = index;
                        return answer(method, path, status, response.body());
                    }
                    failures.add("%s answered %d".formatted(shown(urls.get(index)), status));
                } catch (IOException e) {
                    last = e;
                    failures.add("%s: %s".formatted(shown(urls.get(index)), e));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptException(e);
                }
            }
        }
        throw new RegistryUnavailableException("no schema registry answered %s %s: %s"
                .formatted(method, path, String.join("; ", failures)), last);
    }

    private HttpRequest request(URI base, String method, String path, @Nullable Map<String, String> body) {
        String credentials = base.getUserInfo() == null ? userInfo : base.getUserInfo();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shown(base) + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", CONTENT_TYPE + ", application/json")
                .method(method, body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        if (credentials != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder()
                    .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return request.build();
    }

    private static JsonNode answer(String method, String path, int status, String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException _) {
            json = JSON.createObjectNode();
        }
        if (status >= 300) {
            String message = json.path("message").asString("");
            throw new RegistryException(status, json.path("error_code").asInt(status),
                    "schema registry answered %d to %s %s: %s".formatted(status, method, path, message));
        }
        return json;
    }

    private void await(Duration wait) {
        try {
            pause.await(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private RegisteredSchema registered(JsonNode json) {
        return new RegisteredSchema(text(json, "subject"), integer(json, "version"), integer(json, "id"),
                parse(json));
    }

    private Schema parse(JsonNode json) {
        try {
            return parse(json, new Schema.Parser());
        } catch (SchemaParseException e) {
            throw new RegistryException(200, RegistryException.INVALID_SCHEMA,
                    "schema registry answered with a schema that is not Avro: " + e.getMessage());
        }
    }

    /// Others may register the named types of a schema apart from it, and refer to them.
    private Schema parse(JsonNode json, Schema.Parser parser) {
        for (JsonNode reference : json.path("references")) {
            if (!parser.getTypes().containsKey(text(reference, "name"))) {
                parse(get("/subjects/" + encode(text(reference, "subject")) + "/versions/"
                        + integer(reference, "version")), parser);
            }
        }
        return Schemas.parse(parser, text(json, "schema"));
    }

    private static Map<String, String> body(Schema schema) {
        return Map.of("schema", schema.toString());
    }

    private static CompatibilityLevel level(JsonNode json) {
        return CompatibilityLevel.valueOf(text(json, "compatibilityLevel"));
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isString()) {
            throw new RegistryException(200, 200,
                    "schema registry answered without text '%s'".formatted(field));
        }
        return value.stringValue();
    }

    private static int integer(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.canConvertToInt()) {
            throw new RegistryException(200, 200,
                    "schema registry answered without number '%s'".formatted(field));
        }
        return value.intValue();
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The URL without credentials and without a slash at its end.
    private static String shown(URI base) {
        String authority = base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return base.getScheme() + "://" + authority
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /// How to wait between two rounds.
    @FunctionalInterface
    interface Pause {
        Pause SLEEP = wait -> Thread.sleep(wait);

        void await(Duration wait) throws InterruptedException;
    }

    /// By text, because schemas that differ in their docs alone are equal to Avro but not to a registry.
    private record SubjectSchema(String subject, String schema) {}
}
