package org.tavan.standalone.run;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Closes several parts at the same time, since each may wait for the broker.
final class Closing {
    private Closing() {}

    /// Returns when all are closed.
    ///
    /// @throws IllegalStateException if one could not be closed, after all have been tried
    static void together(AutoCloseable... parts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = Arrays.stream(parts).map(part -> (Callable<Void>) () -> {
                part.close();
                return null;
            }).toList();
            for (var closed : threads.invokeAll(tasks)) {
                closed.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A part did not close: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
