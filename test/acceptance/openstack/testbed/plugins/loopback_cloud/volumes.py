"""A Cinder backend that stores nothing: volumes exist in the database only."""
from cinder.tests import fake_driver


class LoopbackVolumeDriver(fake_driver.FakeLoggingVolumeDriver):
    def create_volume(self, volume):
        pass

    def extend_volume(self, volume, new_size):
        pass

    def clone_image(self, context, volume, location, image_meta, service):
        # True: the volume has the image's content, nothing is to be copied.
        return {}, True

    def retype(self, context, volume, new_type, diff, host):
        return True, None

    def _update_volume_stats(self):
        super()._update_volume_stats()
        for pool in self._stats["pools"]:
            pool["reserved_percentage"] = 0
