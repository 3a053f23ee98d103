package studio.backline.plugins.crm.importing.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import studio.backline.plugins.crm.CrmWindow;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.importing.ImportDraft;
import studio.backline.plugins.crm.importing.ImportService;

/** A window in which somebody brings a list. */
final class ImportWindow extends CrmWindow {

    private final ImportService imports = host().bean(ImportService.class);

    ImportService imports() {
        return imports;
    }

    ImportDraft begun(String csv) {
        try {
            return imports.begin(
                    "guests.csv", out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenFileException e) {
            throw new AssertionError(e);
        }
    }
}
