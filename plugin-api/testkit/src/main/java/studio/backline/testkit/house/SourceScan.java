package studio.backline.testkit.house;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A walk over one file that collects violations. */
abstract class SourceScan extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final List<Violation> found = new ArrayList<>();
    private @Nullable SourceFile file;

    /** Walks every file of a module with a scan of its own. */
    static List<Violation> over(InspectedModule module, Supplier<SourceScan> scans) {
        return over(module.sources(), scans);
    }

    static List<Violation> over(List<SourceFile> files, Supplier<SourceScan> scans) {
        List<Violation> found = new ArrayList<>();
        for (SourceFile file : files) {
            scans.get().walk(file, found::add);
        }
        return found;
    }

    final void walk(SourceFile source, Consumer<Violation> sink) {
        file = source;
        scan(source.unit(), null);
        found.forEach(sink);
    }

    final SourceFile file() {
        if (file == null) {
            throw new IllegalStateException("The walk has not begun.");
        }
        return file;
    }

    final void report(Tree tree, String what) {
        found.add(
                new Violation(
                        file().qualifiedName(),
                        "line %d: %s".formatted(file().lineOf(tree), what)));
    }
}
