package studio.backline.platform.tenancy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;

/** Whoever was entered explicitly, else whom a source knows. */
record ScopedCaller(WorkspaceScope scope, Supplier<List<CallerSource>> sources)
        implements CurrentCaller {

    @Override
    public Optional<Caller> find() {
        return scope.entered()
                .or(
                        () ->
                                sources.get().stream()
                                        .flatMap(source -> source.find().stream())
                                        .findFirst());
    }
}
