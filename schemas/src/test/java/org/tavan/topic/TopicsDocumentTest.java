package org.tavan.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {
    @Test
    void theCommittedDocumentIsTheGeneratedOne() throws Exception {
        Path committed = Path.of("../docs/topics.md");
        Path generated = Path.of("target/topics.md");

        Files.writeString(generated, TopicsDocument.render());

        assertEquals(Files.readString(generated), Files.exists(committed) ? Files.readString(committed) : "",
                "docs/topics.md is not up to date; copy schemas/target/topics.md over it");
    }
}
