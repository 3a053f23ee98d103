package studio.backline.plugins.crm.person;

import studio.backline.contract.subject.SubjectId;

/** There is no such person here, or not any more. Key: crm.person.gone. */
public final class PersonGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param id whom one asked for
     */
    public PersonGoneException(SubjectId id) {
        super("There is no person %s in this workspace.".formatted(id));
    }
}
