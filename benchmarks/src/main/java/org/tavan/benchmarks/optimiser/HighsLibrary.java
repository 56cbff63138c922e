package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/// The C interface of HiGHS, from the library that the OR-Tools artefact of this platform carries.
final class HighsLibrary {
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
    private static final MemoryLayout INT = ValueLayout.JAVA_INT;
    private static final MemoryLayout DOUBLE = ValueLayout.JAVA_DOUBLE;

    final MethodHandle create;
    final MethodHandle destroy;
    final MethodHandle run;
    final MethodHandle passModel;
    final MethodHandle modelStatus;
    final MethodHandle solution;
    final MethodHandle setBool;
    final MethodHandle setInt;
    final MethodHandle setDouble;

    private HighsLibrary(SymbolLookup library) {
        create = function(library, "Highs_create", FunctionDescriptor.of(ValueLayout.ADDRESS));
        destroy = function(library, "Highs_destroy", FunctionDescriptor.ofVoid(POINTER));
        run = function(library, "Highs_run", FunctionDescriptor.of(INT, POINTER));
        passModel = function(library, "Highs_passModel",
                FunctionDescriptor.of(INT, POINTER, INT, INT, INT, INT, INT, INT, INT, DOUBLE, POINTER,
                        POINTER, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER,
                        POINTER, POINTER));
        modelStatus = function(library, "Highs_getModelStatus", FunctionDescriptor.of(INT, POINTER));
        solution = function(library, "Highs_getSolution",
                FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, POINTER));
        setBool = function(library, "Highs_setBoolOptionValue",
                FunctionDescriptor.of(INT, POINTER, POINTER, INT));
        setInt = function(library, "Highs_setIntOptionValue",
                FunctionDescriptor.of(INT, POINTER, POINTER, INT));
        setDouble = function(library, "Highs_setDoubleOptionValue",
                FunctionDescriptor.of(INT, POINTER, POINTER, DOUBLE));
    }

    /// {@return the library; empty where OR-Tools has none for this platform}
    @SuppressWarnings("restricted") // HiGHS is native code
    static Optional<HighsLibrary> load() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch")
                .replace("amd64", "x86-64")
                .replace("x86_64", "x86-64");
        String resource = "/ortools-%s-%s/libhighs.so.1".formatted(system, processor);
        try (InputStream content = HighsLibrary.class.getResourceAsStream(resource)) {
            if (content == null) {
                return Optional.empty();
            }
            Path file = Files.createTempFile("tavan-highs-", ".so");
            try {
                Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                return Optional.of(new HighsLibrary(SymbolLookup.libraryLookup(file, Arena.global())));
            } finally {
                Files.delete(file);
            }
        }
    }

    @SuppressWarnings("restricted") // HiGHS is native code
    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }
}
