package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines in the README compile, run and find an optimal plan.
class ReadmeTest {
    private static final String IMPORTS = Stream
            .of("java.util", "org.tavan.asset", "org.tavan.conic", "org.tavan.dro",
                    "org.tavan.market", "org.tavan.plan", "org.tavan.problem", "org.tavan.uncertainty")
            .map("import %s.*;\n"::formatted)
            .collect(Collectors.joining());

    @Test
    void theExampleFindsAnOptimalPlan(@TempDir Path folder) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf("```java\n") + 8, readme.indexOf("\n```\n"));

        String printed = run(
                IMPORTS + "public class Example { public static void main(String[] args) {\n" + example
                        + "\n} }",
                folder);

        assertTrue(printed.startsWith("Planned["), printed);
        assertTrue(printed.contains("status=OPTIMAL"), printed);
    }

    private static String run(String source, Path folder) throws ReflectiveOperationException, IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler, "a JDK runs the tests");
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Example.java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        assertEquals(true,
                compiler.getTask(null, null, null, List.of("-d", folder.toString()), null, List.of(file))
                        .call());
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[]{folder.toUri().toURL()})) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass("Example")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
