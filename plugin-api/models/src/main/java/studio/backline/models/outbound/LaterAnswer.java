package studio.backline.models.outbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The answer for a library that does not wait. */
public final class LaterAnswer {

    private LaterAnswer() {}

    /**
     * Asks on one of the threads. Cancelling interrupts it, and so cuts the request on the wire.
     *
     * @param close lets go of an answer that nobody takes any more
     */
    public static <T> CompletableFuture<T> of(
            Executor threads, Supplier<T> asking, Consumer<T> close) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        threads.execute(
                () -> {
                    Thread here = Thread.currentThread();
                    answer.whenComplete(
                            (given, failure) -> {
                                if (answer.isCancelled()) {
                                    here.interrupt();
                                }
                            });
                    try {
                        T given = asking.get();
                        if (!answer.complete(given)) {
                            close.accept(given);
                        }
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }
}
