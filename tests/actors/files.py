"""Small files of each kind, made here: whole enough to be taken for what they are."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from PIL import Image

from actors.choices import MediaType

GPS, MAKE = 0x8825, 0x010F
ORIENTATION, ON_ITS_SIDE = 0x0112, 6
PERSON = "Namn Namnsson"


def pdf(extra: bytes = b"", trailer: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + extra + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        b"trailer << /Root 1 0 R " + trailer + b" >>\n%%EOF\n"
    )


def pdf_with_object_stream(objects: bytes, kind: bytes = b"/ObjStm") -> bytes:
    packed = zlib.compress(objects)
    dictionary = b"3 0 obj\n<< /Type " + kind + b" /Filter /FlateDecode /N 1 /First 4 >>\n"
    stream = dictionary + b"stream\r\n" + packed + b"\r\nendstream\nendobj\n"
    return pdf().replace(b"trailer", stream + b"trailer")


def picture(format: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    drawn = BytesIO()
    Image.new(mode, size).save(drawn, format)
    return drawn.getvalue()


def photograph(format: str = "JPEG") -> bytes:
    """On its side, with a place, a camera, a comment and XMP."""
    exif = Image.Exif()
    exif[MAKE] = PERSON
    exif[ORIENTATION] = ON_ITS_SIDE
    exif.get_ifd(GPS).update({1: "N", 2: (56.0, 39.0, 41.0)})
    drawn = BytesIO()
    more = {"comment": PERSON, "xmp": PERSON.encode()} if format == "JPEG" else {}
    Image.new("RGB", (40, 20), "green").save(drawn, format, exif=exif, **more)
    return drawn.getvalue()


def package(parts: dict[str, bytes | str], *, first: str | None = None) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr("mimetype", first, ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def ooxml(kind: MediaType = MediaType.DOCX, **parts: bytes | str) -> bytes:
    core = f"<cp:coreProperties><dc:title>T</dc:title><dc:creator>{PERSON}</dc:creator>"
    core += f"<cp:lastModifiedBy>{PERSON}</cp:lastModifiedBy></cp:coreProperties>"
    return package(
        {
            "[Content_Types].xml": f'<Types><Override ContentType="{kind}.main+xml"/></Types>',
            "docProps/core.xml": core,
            "word/document.xml": "<w:document>Ett beslut</w:document>",
        }
        | parts
    )


def open_document(kind: MediaType = MediaType.ODT, **parts: bytes | str) -> bytes:
    meta = f"<meta:initial-creator>{PERSON}</meta:initial-creator><dc:creator>{PERSON}</dc:creator>"
    return package({"meta.xml": meta, "content.xml": "<text/>"} | parts, first=str(kind.value))


GOOD = {
    "beslut.pdf": (MediaType.PDF, pdf()),
    "Beslut.PDF": (MediaType.PDF, pdf_with_object_stream(b"5 0 << /Type /Page >>")),
    "brev.docx": (MediaType.DOCX, ooxml()),
    "tal.xlsx": (MediaType.XLSX, ooxml(MediaType.XLSX)),
    "bilder.pptx": (MediaType.PPTX, ooxml(MediaType.PPTX)),
    "brev.odt": (MediaType.ODT, open_document()),
    "tal.ods": (MediaType.ODS, open_document(MediaType.ODS)),
    "karta.png": (MediaType.PNG, picture("PNG")),
    "bild.jpg": (MediaType.JPEG, picture()),
    "bild.jpeg": (MediaType.JPEG, picture()),
    "text.txt": (MediaType.TEXT, "Ett beslut på svenska.".encode()),
    "tal.csv": (MediaType.CSV, "län;tal\nKalmar;1\n".encode()),
}
