from django.db import models


class RateBucket(models.Model):
    """How often somebody did something in a window of time. Written and read by ``core.limits`` only.

    Who it was cannot be read from it, and rows of different days cannot be put together: see there.
    """

    bucket = models.CharField(max_length=40)
    subject_hash = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    hits = models.PositiveIntegerField(default=1)

    class Meta:
        # Nobody looks at these rows: no permission to give to anyone.
        default_permissions = ()
        constraints = [
            # The day first: the purge finds old rows by the same index.
            models.UniqueConstraint(fields=["window_start", "bucket", "subject_hash"], name="one_count_a_window"),
        ]

    def __str__(self) -> str:
        return f"{self.bucket} {self.window_start:%Y-%m-%d %H:%M}"
