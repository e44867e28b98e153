from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# How much longer than the largest document a post may be: a form can then say what is wrong.
ROOM = 2


class FarTooLargeHandler(FileUploadHandler):
    """Refuses with 400 to even begin to read a post that could fill the disk.

    Django limits what stands in memory, and lets anybody fill the folder for temporary files.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.DOCUMENT_MAX_BYTES * ROOM:
            raise RequestDataTooBig("A post with files that is far too large")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
