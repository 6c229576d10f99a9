from django.db import models


class KnownNetwork(models.Model):
    """That somebody has logged in from somewhere. Written and read by ``core.known_networks`` only.

    Neither who nor where can be read from it: it is one keyed hash of both.
    """

    mark = models.CharField(max_length=64, unique=True)
    seen_on = models.DateField(db_index=True)

    class Meta:
        # Nobody looks at these rows: no permission to give to anyone.
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk} {self.seen_on:%Y-%m-%d}"
