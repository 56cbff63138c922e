package org.tavan.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Turns requests of the REST API into calls of a [SchemaStore] and the results into what is answered as JSON.
final class RegistryApi {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SchemaStore store;

    RegistryApi(SchemaStore store) {
        this.store = store;
    }

    /// Answers a request.
    ///
    /// @return what JSON is made of
    /// @throws RegistryException with the status and code to answer instead
    Object answer(String method, URI uri, String body) {
        List<String> path = Arrays.stream(uri.getRawPath().split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "" -> onlyGet(method, Map.of());
            case "subjects" -> subjects(method, path, body);
            case "schemas" -> schemas(method, path);
            case "compatibility" -> compatibility(method, path, query, body);
            case "config" -> config(method, path, query, body);
            case "mode" -> onlyGet(method, Map.of("mode", "READWRITE"));
            default -> throw notFound();
        };
    }

    private Object subjects(String method, List<String> path, String body) {
        if (path.size() == 1) {
            return onlyGet(method, store.subjects());
        }
        String subject = path.get(1);
        if (path.size() == 2) {
            require(method, "POST");
            return described(store.lookUp(subject, schema(body)));
        }
        if (!path.get(2).equals("versions") || path.size() > 5) {
            throw notFound();
        }
        if (path.size() == 3) {
            return switch (method) {
                case "GET" -> IntStream.rangeClosed(1, store.versions(subject)).boxed().toList();
                case "POST" -> Map.of("id", store.register(subject, schema(body)).id());
                default -> throw notAllowed();
            };
        }
        require(method, "GET");
        RegisteredSchema version = version(subject, path.get(3));
        if (path.size() == 4) {
            return described(version);
        }
        if (!path.get(4).equals("schema")) {
            throw notFound();
        }
        return JSON.readTree(version.schema().toString());
    }

    private Object schemas(String method, List<String> path) {
        require(method, "GET");
        if (path.size() == 2 && path.get(1).equals("types")) {
            return List.of("AVRO");
        }
        if (path.size() < 3 || !path.get(1).equals("ids")) {
            throw notFound();
        }
        int id = number(path.get(2)).orElseThrow(RegistryApi::notFound);
        Schema schema = store.schema(id);
        if (path.size() == 3) {
            return Map.of("schema", schema.toString());
        }
        if (path.size() > 4 || !path.get(3).equals("versions")) {
            throw notFound();
        }
        return store.uses(id)
                .stream()
                .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                .toList();
    }

    private Object compatibility(String method, List<String> path, String query, String body) {
        if (path.size() < 4 || path.size() > 5 || !path.get(1).equals("subjects")
                || !path.get(3).equals("versions")) {
            throw notFound();
        }
        require(method, "POST");
        String subject = path.get(2);
        Schema schema = schema(body);
        CompatibilityCheck check = path.size() == 4
                ? store.check(subject, schema)
                : store.check(schema, version(subject, path.get(4)));
        return query.contains("verbose=true")
                ? Map.of("is_compatible", check.compatible(), "messages", check.messages())
                : Map.of("is_compatible", check.compatible());
    }

    private Object config(String method, List<String> path, String query, String body) {
        if (path.size() > 2) {
            throw notFound();
        }
        Optional<String> subject = path.stream().skip(1).findFirst();
        return switch (method) {
            case "GET" -> {
                if (subject.isPresent() && !query.contains("defaultToGlobal=true")
                        && store.ownCompatibility(subject.get()).isEmpty()) {
                    throw RegistryException.of(RegistryException.SUBJECT_LEVEL_NOT_SET,
                            "Subject '%s' does not have subject-level compatibility configured"
                                    .formatted(subject.get()));
                }
                CompatibilityLevel level = subject.map(store::compatibility).orElseGet(store::compatibility);
                yield Map.of("compatibilityLevel", level.name());
            }
            case "PUT" -> {
                CompatibilityLevel level = level(body);
                store.setCompatibility(subject.orElse(null), level);
                yield Map.of("compatibility", level.name());
            }
            default -> throw notAllowed();
        };
    }

    private RegisteredSchema version(String subject, String text) {
        if (text.equals("latest") || text.equals("-1")) {
            return store.latest(subject);
        }
        store.versions(subject);
        int version = number(text).filter(number -> number >= 1)
                .orElseThrow(() -> RegistryException.of(RegistryException.INVALID_VERSION,
                        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
                                .formatted(text)));
        return store.version(subject, version);
    }

    private static Schema schema(String body) {
        JsonNode json = json(body);
        String type = json.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO") || !json.path("references").isEmpty()) {
            throw RegistryException.of(RegistryException.INVALID_SCHEMA,
                    "Only schemas of type AVRO without references are served, found type %s."
                            .formatted(type));
        }
        String text = json.path("schema").asString("");
        try {
            return Schemas.parse(text);
        } catch (SchemaParseException e) {
            throw RegistryException.of(RegistryException.INVALID_SCHEMA, "Invalid schema: " + e.getMessage());
        }
    }

    private static CompatibilityLevel level(String body) {
        String text = json(body).path("compatibility").asString("");
        return Arrays.stream(CompatibilityLevel.values())
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElseThrow(() -> RegistryException.of(RegistryException.INVALID_LEVEL,
                        "Invalid compatibility level '%s'. Valid values are %s"
                                .formatted(text, Arrays.toString(CompatibilityLevel.values()))));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new RegistryException(400, 400, "The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, Object> described(RegisteredSchema found) {
        var description = new LinkedHashMap<String, Object>();
        description.put("subject", found.subject());
        description.put("version", found.version());
        description.put("id", found.id());
        description.put("schema", found.schema().toString());
        return description;
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Object onlyGet(String method, Object answer) {
        require(method, "GET");
        return answer;
    }

    private static void require(String method, String expected) {
        if (!method.equals(expected)) {
            throw notAllowed();
        }
    }

    private static RegistryException notFound() {
        return new RegistryException(404, 404, "HTTP 404 Not Found");
    }

    private static RegistryException notAllowed() {
        return new RegistryException(405, 405, "HTTP 405 Method Not Allowed");
    }
}
