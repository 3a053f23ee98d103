package studio.backline.plugins.crm.importing.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.Supplier;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.EmptyState;
import studio.backline.screens.JobProgress;

/** How far an import is, and what stops it. */
final class ImportProgress extends Div {

    /**
     * @param key what it is called
     * @param ended is run once it has
     */
    ImportProgress(
            CrmWords words,
            String key,
            Supplier<Optional<JobStatus>> job,
            Runnable stop,
            Runnable ended) {
        add(
                new JobProgress(words.get(key), job, last -> ended.run()),
                new EmptyState(
                        words.get("crm.import.close"),
                        new Button(words.get("crm.import.stop"), click -> stop.run())));
    }
}
