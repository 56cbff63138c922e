package org.tavan.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What every schema registry does that Tavan can work with, seen through [RegistryClient] and on the wire.
public abstract class RegistryContract {
    static final Schema ONE = schema("");
    static final Schema TWO = schema(",{'name':'note','type':['null','string'],'default':null}");
    static final Schema WITH_REQUIRED = schema(",{'name':'unit','type':'string'}");
    private static final String UNDEFINED = """
            {"schema":"{\\"type\\":\\"array\\",\\"items\\":\\"org.tavan.test.Undefined\\"}"}""";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private String subject = "";

    /// Root of the REST API.
    protected abstract URI url();

    protected final RegistryClient client() {
        return RegistryClient.of(Map.of("schema.registry.url", url().toString()));
    }

    /// A record `Sample` with field `value` and further fields, with single quotes for double ones.
    protected static Schema schema(String moreFields) {
        return SchemaParser.parseSingle("""
                {'type':'record','name':'Sample','namespace':'org.tavan.test','fields':[
                 {'name':'value','type':'long'}%s]}""".formatted(moreFields).replace('\'', '"'));
    }

    @BeforeEach
    void useASubjectOfItsOwn(TestInfo test) {
        subject = test.getTestMethod().orElseThrow().getName() + test.getDisplayName().hashCode() + "-value";
        client().setCompatibility(CompatibilityLevel.FULL_TRANSITIVE);
    }

    @Test
    void registeringTwiceGivesTheSameId() {
        int first = client().register(subject, ONE);

        int second = post("/subjects/" + subject + "/versions", body(ONE)).path("id").asInt();

        assertEquals(first, second);
        assertEquals(List.of(1), client().versions(subject));
        assertEquals(ONE, client().schema(first));
        assertEquals(new RegisteredSchema(subject, 1, first, ONE), client().lookUp(subject, ONE));
    }

    @Test
    void aSchemaHasTheSameIdInEverySubject() {
        int first = client().register(subject, ONE);

        int second = client().register("other-" + subject, ONE);

        assertEquals(first, second);
        assertTrue(client().subjects().containsAll(List.of(subject, "other-" + subject)));
    }

    @Test
    void aCompatibleSchemaBecomesTheNextVersion() {
        int first = client().register(subject, ONE);

        CompatibilityCheck check = client().check(subject, TWO);
        int second = client().register(subject, TWO);

        assertEquals(new CompatibilityCheck(true, List.of()), check);
        assertNotEquals(first, second);
        assertEquals(List.of(1, 2), client().versions(subject));
        assertEquals(new RegisteredSchema(subject, 2, second, TWO), client().latest(subject));
        assertEquals(new RegisteredSchema(subject, 1, first, ONE), client().version(subject, 1));
    }

    @Test
    void aNewRequiredFieldIsRefusedWith409() {
        client().register(subject, ONE);

        CompatibilityCheck check = client().check(subject, WITH_REQUIRED);
        var refusal = assertThrows(RegistryException.class, () -> client().register(subject, WITH_REQUIRED));

        assertFalse(check.compatible());
        assertEquals(409, refusal.status());
        assertEquals(409, refusal.errorCode());
        assertEquals(List.of(1), client().versions(subject));
    }

    @Test
    void fullTransitiveLooksBeyondTheNewestVersion() {
        Schema without = schema("");
        Schema asText = schema(",{'name':'note','type':'string','default':''}");
        Schema asNumber = schema(",{'name':'note','type':'long','default':0}");
        client().register(subject, asText);
        client().register(subject, without);

        CompatibilityCheck check = client().check(subject, asNumber);
        assertThrows(RegistryException.class, () -> client().register(subject, asNumber));
        client().setCompatibility(subject, CompatibilityLevel.FULL);
        client().register(subject, asNumber);

        assertFalse(check.compatible());
        assertEquals(List.of(1, 2, 3), client().versions(subject));
    }

    @Test
    void levelsAreKeptGloballyAndBySubject() {
        client().register(subject, ONE);

        client().setCompatibility(subject, CompatibilityLevel.BACKWARD);

        assertEquals(CompatibilityLevel.FULL_TRANSITIVE, client().compatibility());
        assertEquals(CompatibilityLevel.BACKWARD, client().compatibility(subject));
        assertEquals(CompatibilityLevel.FULL_TRANSITIVE, client().compatibility("other-" + subject));
    }

    @ParameterizedTest(name = "{0} {1}: {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /subjects/nobody/versions                   |                              | 404 | 40401
            GET  | /subjects/nobody/versions/1                 |                              | 404 | 40401
            GET  | /subjects/SUBJECT/versions/7                |                              | 404 | 40402
            POST | /subjects/SUBJECT/versions                  | UNDEFINED                    | 422 | 42201
            GET  | /schemas/ids/987654321                      |                              | 404 | 40403
            POST | /subjects/nobody                            | {"schema":"\\"string\\""}    | 404 | 40401
            POST | /subjects/SUBJECT                           | {"schema":"\\"string\\""}    | 404 | 40403
            POST | /subjects/SUBJECT/versions                  | {"schema":"{\\"type\\":7}"}  | 422 | 42201
            PUT  | /config                                     | {"compatibility":"PERHAPS"}  | 422 | 42203
            GET  | /nothing/here                               |                              | 404 | 404
            """)
    void whatCannotBeAnsweredHasConfluentsCode(String method, String path, String body, int status,
            int code) {
        client().register(subject, ONE);

        HttpResponse<String> response = send(method, path.replace("SUBJECT", subject),
                body == null ? "" : body.replace("UNDEFINED", UNDEFINED));

        assertEquals(status, response.statusCode(), response.body());
        if (code != 404) {
            assertEquals(code, JsonMapper.shared().readTree(response.body()).path("error_code").asInt(),
                    response.body());
        }
    }

    @Test
    void aSchemaIsServedAloneAndWithItsUses() {
        int id = client().register(subject, ONE);

        JsonNode alone = get("/subjects/" + subject + "/versions/latest/schema");
        JsonNode uses = get("/schemas/ids/" + id + "/versions");

        assertEquals(ONE, SchemaParser.parseSingle(alone.toString()));
        assertTrue(uses.valueStream()
                .anyMatch(use -> use.path("subject").asString().equals(subject)
                        && use.path("version").asInt() == 1),
                uses.toString());
    }

    @Test
    void theBootstrapRegistersEveryTopicAndMayBeRepeated() {
        RegistryBootstrap.register(client());
        List<Integer> first = ids();
        RegistryBootstrap.register(client());
        List<Integer> second = ids();

        assertEquals(first, second);
        for (Topic<?> topic : Topics.all()) {
            assertEquals(topic.schema().toString(), client().latest(topic.subject()).schema().toString());
            assertEquals(CompatibilityLevel.FULL_TRANSITIVE, client().compatibility(topic.subject()));
        }
    }

    private List<Integer> ids() {
        return Topics.all().stream().map(topic -> client().latest(topic.subject()).id()).toList();
    }

    private JsonNode get(String path) {
        return JsonMapper.shared().readTree(send("GET", path, "").body());
    }

    private JsonNode post(String path, String body) {
        return JsonMapper.shared().readTree(send("POST", path, body).body());
    }

    static String body(Schema schema) {
        return JsonMapper.shared().writeValueAsString(Map.of("schema", schema.toString()));
    }

    protected final HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method,
                        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
