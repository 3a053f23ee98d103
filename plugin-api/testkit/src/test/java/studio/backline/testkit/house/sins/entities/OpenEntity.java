package studio.backline.testkit.house.sins.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.UUID;

@Entity
public class OpenEntity {
    @Id UUID id = new UUID(0, 1);
    UUID workspaceId = new UUID(0, 2);
    @ManyToOne OpenEntity parent = this;
}
