package studio.backline.platform.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all examinations and tells in words what they have found. */
public final class Doctor {

    /** So long all of them together may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    private final Supplier<List<Examination>> examinations;
    private final Duration patience;

    /**
     * @param examinations asked for each time, in the order in which their findings are told
     */
    public Doctor(Supplier<List<Examination>> examinations) {
        this(examinations, PATIENCE);
    }

    Doctor(Supplier<List<Examination>> examinations, Duration patience) {
        this.examinations = examinations;
        this.patience = patience;
    }

    /** Looks at everything, which may take seconds; not within a transaction. */
    public List<Diagnosis> examine(Locale language) {
        List<Examination> all = examinations.get();
        List<Diagnosis> told = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Finding>>> found =
                    threads.invokeAll(
                            all.stream().map(Doctor::task).toList(),
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
            for (int i = 0; i < all.size(); i++) {
                Examination each = all.get(i);
                FindingWords words = FindingWords.of(each, language);
                for (Finding finding : result(each, found.get(i))) {
                    told.add(words.tell(finding));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(told);
    }

    private static Callable<List<Finding>> task(Examination examination) {
        return examination::examine;
    }

    private static List<Finding> result(Examination examination, Future<List<Finding>> found)
            throws InterruptedException {
        // One that is a lambda is named by whose it is.
        String name = examination.getClass().getSimpleName().replaceFirst("\\$\\$.*", "");
        try {
            return found.get();
        } catch (CancellationException e) {
            return List.of(Finding.bad("examination.slow", name));
        } catch (ExecutionException e) {
            LOG.error("The examination {} failed", name, e);
            return List.of(Finding.bad("examination.failed", name));
        }
    }
}
