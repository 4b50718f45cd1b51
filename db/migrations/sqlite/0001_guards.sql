-- What the database itself refuses, whoever asks.
CREATE TRIGGER `room_update_never_changes` BEFORE UPDATE ON `room_update`
BEGIN SELECT RAISE(ABORT, 'append-only: room_update'); END;
--> statement-breakpoint
CREATE TRIGGER `room_update_is_not_deleted` BEFORE DELETE ON `room_update`
WHEN NOT EXISTS (SELECT 1 FROM `purge_permit` WHERE `room` = OLD.`room`)
BEGIN SELECT RAISE(ABORT, 'append-only: room_update'); END;
--> statement-breakpoint
CREATE TRIGGER `room_update_needs_an_open_room` BEFORE INSERT ON `room_update`
WHEN (SELECT `state` FROM `room` WHERE `id` = NEW.`room`) IS NOT 'open'
BEGIN SELECT RAISE(ABORT, 'room is not open'); END;
--> statement-breakpoint
CREATE TRIGGER `room_stays_closed` BEFORE UPDATE OF `state` ON `room`
WHEN OLD.`state` = 'closed' AND NEW.`state` <> 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed room stays closed'); END;
--> statement-breakpoint
CREATE TRIGGER `room_head_never_falls` BEFORE UPDATE OF `head` ON `room`
WHEN NEW.`head` < OLD.`head`
BEGIN SELECT RAISE(ABORT, 'the head of a room never falls'); END;
