package studio.backline.ui.voice;

import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.ui.text.HostTexts;

/** Takes along to another thread who reads on this one, and in which language; no window. */
public final class ReaderElsewhere {

    private static final ScopedValue<Locale> LANGUAGE = ScopedValue.newInstance();

    private final CurrentCaller callers;
    private final WorkspaceScope scope;

    public ReaderElsewhere(CurrentCaller callers, WorkspaceScope scope) {
        this.callers = callers;
        this.scope = scope;
    }

    /** The same work, for whoever reads on this thread. */
    public Runnable on(Runnable work) {
        Locale language = HostTexts.readerLocale();
        Optional<Caller> caller = callers.find();
        Runnable called = caller.<Runnable>map(who -> () -> scope.run(who, work)).orElse(work);
        return () -> ScopedValue.where(LANGUAGE, language).run(called);
    }

    /** The language that was taken along to this thread. */
    public static Optional<Locale> language() {
        return LANGUAGE.isBound() ? Optional.of(LANGUAGE.get()) : Optional.empty();
    }
}
