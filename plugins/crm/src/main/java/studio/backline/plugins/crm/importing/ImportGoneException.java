package studio.backline.plugins.crm.importing;

/**
 * There is no such import here, or it has moved on meanwhile so that this cannot be asked of it.
 * Key: crm.import.gone.
 */
public final class ImportGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportGoneException(ImportId id) {
        super("There is no import %s that this can be asked of.".formatted(id));
    }
}
