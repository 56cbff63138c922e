package org.tavan.standalone.run;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;

class EmbeddedPipelineIT extends AbstractPipelineIT {
    private @Nullable Cluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) {
        cluster = Cluster.start(DataFolder.open(directory, "run"), 2);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    KafkaSettings kafka() {
        return requireNonNull(cluster).settings();
    }
}
